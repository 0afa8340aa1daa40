import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { runHostContract, runViewContract } from '../../../common/contracts/training/run-view';
import type { Handlers } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import type { Log } from '../../platform/log';
import { fillViewPanel } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';
import type { ComparisonView } from '../compare/run-comparison';
import { runViewIds } from '../view-ids';
import type { RunPageView } from './run-page';

export interface RunPanelParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly name: string;
  readonly requests: Handlers<typeof runHostContract>['requests'];
  /** The page has come up and knows nothing yet. */
  readonly ready: () => void;
}

/** The page of a run, in an editor column. Drops what it is told while its page is not there: it asks with `ready`. */
export class RunPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly view: RunPageView;
  readonly #peer: RpcPeer<typeof runHostContract, typeof runViewContract>;

  /** `restored` is a panel that VS Code has made after a reload of the window. */
  constructor({ extensionUri, log, name, requests, ready }: RunPanelParams, restored?: vscode.WebviewPanel) {
    const title = t('Run: {0}', name);
    this.panel = restored ?? vscode.window.createWebviewPanel(runViewIds.run, title, besideText());
    this.panel.title = title;
    fillViewPanel(this.panel, extensionUri, { viewType: runViewIds.run, name: 'run', title, icon: 'run' });
    this.#peer = new RpcPeer({
      transport: webviewTransport(this.panel, t('The page of the run was closed.')),
      serves: runHostContract,
      handlers: { requests, notifications: { ready } },
      calls: runViewContract,
      onProtocolError: (error) => log.error('A message from the page of a run', error),
    });
    this.view = {
      page: (state) => this.#peer.notify('page', state),
      steps: (key, reset, columns) => this.#peer.notify('steps', { key, reset, columns }),
      overlay: (run) => this.#peer.notify('overlay', run),
    };
  }

  showComparison(view: ComparisonView): void {
    this.#peer.notify('comparison', view);
  }

  dispose(): void {
    this.panel.dispose();
  }
}

/** Beside the text or form in the first column, which both models may be asked about; else where the person works. */
function besideText(): vscode.ViewColumn {
  const { viewColumn, tabs } = vscode.window.tabGroups.activeTabGroup;
  return viewColumn === vscode.ViewColumn.One && tabs.length > 0 ? vscode.ViewColumn.Two : vscode.ViewColumn.Active;
}
