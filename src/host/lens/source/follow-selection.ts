import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { isDocumentEditor } from '../../platform/working-editor';

/** How long a selection rests before it is read, in ms. */
const rest = 150;

/** Says which editor's selection has come to rest. Selections that the Lens itself makes are left out. */
export class SelectionFollower implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #rested = this.#store.add(new vscode.EventEmitter<vscode.TextEditor>());
  readonly #moved = this.#store.add(new vscode.EventEmitter<vscode.TextEditor>());
  #timer: NodeJS.Timeout | undefined;
  #own: { readonly uri: string; readonly selection: vscode.Selection } | undefined;

  /** A selection has not moved for 150 ms. */
  readonly onRest = this.#rested.event;
  /** A caret or selection has moved. */
  readonly onMove = this.#moved.event;

  constructor() {
    this.#store.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#changed(textEditor)));
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#changed(editor);
      }),
    );
    this.#store.add({ dispose: () => this.forget() });
  }

  /** Selects in an editor without the Lens following there. */
  selectQuietly(editor: vscode.TextEditor, selection: vscode.Selection): void {
    this.#own = { uri: editor.document.uri.toString(), selection };
    editor.selection = selection;
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Forgets a selection that has not come to rest yet: something newer was asked for. */
  forget(): void {
    clearTimeout(this.#timer);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #changed(editor: vscode.TextEditor): void {
    if (!isDocumentEditor(editor)) return;
    this.#moved.fire(editor);
    if (this.#isOwn(editor)) return;
    this.#own = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rested.fire(editor), rest);
  }

  #isOwn({ document, selections }: vscode.TextEditor): boolean {
    const own = this.#own;
    if (own?.uri !== document.uri.toString() || selections.length !== 1) return false;
    return selections[0]?.isEqual(own.selection) === true;
  }
}
