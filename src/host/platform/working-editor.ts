import * as vscode from 'vscode';
import { DisposableStore } from './disposable-store';

/**
 * The text editor that a person works in: still the last one while the focus is in one of our views, where VS Code knows
 * of no active text editor.
 */
export class WorkingEditor implements vscode.Disposable {
  readonly #store = new DisposableStore();
  #last = vscode.window.activeTextEditor;

  constructor() {
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isDocumentEditor(editor)) this.#last = editor;
      }),
    );
  }

  /** The editor, undefined when no text is visible. */
  get current(): vscode.TextEditor | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    if (activeTextEditor && isDocumentEditor(activeTextEditor)) return activeTextEditor;
    const last = visibleTextEditors.find((editor) => editor.document === this.#last?.document);
    return last ?? visibleTextEditors.find(isDocumentEditor);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/**
 * False for output, debug console and other panels: they have no column, and are no texts that a person works on. The
 * cells of a notebook have no column either, and are.
 */
export function isDocumentEditor({ viewColumn, document }: vscode.TextEditor): boolean {
  return viewColumn !== undefined || document.uri.scheme === 'vscode-notebook-cell';
}
