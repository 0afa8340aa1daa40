import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { linesHostContract, linesViewContract, type LineResult } from '../../common/contracts/lines';
import { RpcPeer } from '../../common/rpc/peer';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground, type Log } from '../platform/log';
import { readSettings } from '../platform/settings';
import { showDocument } from '../platform/show-document';
import { createViewPanel } from '../platform/view-panel';
import { webviewTransport } from '../platform/webview-transport';
import { LinesSession, type LinesSessionParams } from './lines-session';
import { linesToRead } from './lines-to-read';
import { saveLines } from './save-lines';

export interface LinesPanelParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly document: vscode.TextDocument;
  /** The lines to read, the whole document when undefined. */
  readonly range: vscode.Range | undefined;
  readonly session: Pick<LinesSessionParams, 'engines' | 'chosenModel'>;
}

/** The table of Classify Each Line, beside the editor whose lines it shows. */
export class LinesPanel implements vscode.Disposable {
  readonly session: LinesSession;
  readonly #params: LinesPanelParams;
  readonly #store = new DisposableStore();
  readonly #panel: vscode.WebviewPanel;
  readonly #peer: RpcPeer<typeof linesHostContract, typeof linesViewContract>;
  readonly #name: string;

  constructor(params: LinesPanelParams) {
    const { document, extensionUri, log } = params;
    this.#params = params;
    this.#name = document.uri.path.split('/').at(-1) ?? document.fileName;
    const title = t('Lines of {0}', this.#name);
    this.#panel = createViewPanel(extensionUri, { viewType: 'modelLens.lines', name: 'lines', title });
    this.session = new LinesSession({
      ...params.session,
      documentName: this.#name,
      settings: readSettings,
      onChange: (rows, reset) => this.#send(rows, reset),
      onFailure: (doing, error) => log.error(doing, error),
    });
    this.#peer = new RpcPeer({
      transport: webviewTransport(this.#panel, t('The table was closed.')),
      serves: linesHostContract,
      handlers: this.#handlers(),
      calls: linesViewContract,
      onProtocolError: (error) => log.error('A message from the table of lines', error),
    });
    this.#watch();
  }

  /** Called when the person has closed the table. */
  onGone(listener: () => void): void {
    this.#panel.onDidDispose(listener);
  }

  /** Reads the lines as the document says now. */
  async run(): Promise<void> {
    const { document, range } = this.#params;
    const text = document.getText(range);
    await this.session.run(linesToRead(text, range?.start.line));
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #handlers() {
    const start = (): void => inBackground(this.#params.log, 'Classifying lines', async () => this.run());
    return {
      requests: {
        reveal: async ({ line }: { line: number }) => this.#reveal(line),
        save: async ({ format }: { format: 'csv' | 'jsonl' }) => {
          const file = await saveLines(this.session, this.#params.document.uri, format);
          if (file) await showDocument(await vscode.workspace.openTextDocument(file), this.#panel.viewColumn, true);
          return {};
        },
        cancel: () => {
          this.session.cancel();
          return {};
        },
        runAgain: () => {
          start();
          return {};
        },
      },
      notifications: { ready: () => this.#send(this.session.rows, true) },
    };
  }

  #send(rows: readonly LineResult[], reset: boolean): void {
    this.#peer.notify('state', this.session.state);
    if (reset || rows.length > 0) this.#peer.notify('rows', { reset, rows: [...rows] });
  }

  #watch(): void {
    const { document } = this.#params;
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.session.markStale();
      }),
    );
    this.#store.add(
      this.#panel.onDidDispose(() => {
        this.session.cancel();
        this.#store.dispose();
      }),
    );
  }

  async #reveal(line: number): Promise<Record<string, never>> {
    const { document } = this.#params;
    const editor = await showDocument(document, this.#panel.viewColumn);
    const range = document.lineAt(Math.min(line, document.lineCount - 1)).range;
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return {};
  }
}
