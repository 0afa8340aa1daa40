import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import type { WorkingEditor } from '../platform/working-editor';
import { LinesPanel, type LinesPanelParams } from './lines-panel';

export interface LinesControllerParams extends Pick<LinesPanelParams, 'extensionUri' | 'log' | 'session'> {
  readonly editor: WorkingEditor;
}

/** Opens the tables of Classify Each Line, one a document. */
export class LinesController implements vscode.Disposable {
  readonly #params: LinesControllerParams;
  readonly #store = new DisposableStore();
  readonly #panels = new Map<string, LinesPanel>();

  constructor(params: LinesControllerParams) {
    this.#params = params;
    this.#store.add({ dispose: () => this.#panels.forEach((panel) => panel.dispose()) });
  }

  /** Classifies each line of the active document, or of its selection. Undefined when no document is open. */
  classifyActiveDocument(): LinesPanel | undefined {
    const editor = this.#params.editor.current;
    if (!editor) {
      void vscode.window.showInformationMessage(t('Open a document to classify each of its lines.'));
      return undefined;
    }
    const { document, selection } = editor;
    const key = document.uri.toString();
    this.#panels.get(key)?.dispose();
    const panel = new LinesPanel({ ...this.#params, document, range: linesOf(document, selection) });
    this.#panels.set(key, panel);
    panel.onGone(() => {
      if (this.#panels.get(key) === panel) this.#panels.delete(key);
    });
    inBackground(this.#params.log, 'Classifying lines', async () => panel.run());
    return panel;
  }

  /** The table of a document; undefined when there is none. */
  panelOf(document: vscode.Uri): LinesPanel | undefined {
    return this.#panels.get(document.toString());
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** The whole lines that a selection of several lines touches; undefined (all lines) for anything less. */
function linesOf(document: vscode.TextDocument, selection: vscode.Selection): vscode.Range | undefined {
  if (selection.isSingleLine) return undefined;
  const last = selection.end.character === 0 ? selection.end.line - 1 : selection.end.line;
  return new vscode.Range(selection.start.line, 0, last, document.lineAt(last).range.end.character);
}
