import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { detailsHostContract, detailsViewContract } from '../../../common/contracts/hub/details-view';
import type { Handlers } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import type { Log } from '../../platform/log';
import { fillViewPanel } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';
import { viewIds } from '../view-ids';
import type { DetailsSession } from './details-session';

export interface DetailsPanelParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** What the page of a model asks for. */
  readonly requestsOf: (session: DetailsSession) => Handlers<typeof detailsHostContract>['requests'];
}

/** A panel that shows the page of a model, and after it that of another one unless it is to stay. */
export class DetailsPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #peer: RpcPeer<typeof detailsHostContract, typeof detailsViewContract>;
  #session: DetailsSession;
  #pinned: boolean;

  /** `restored` is a panel that VS Code has made after a reload of the window. */
  constructor(params: DetailsPanelParams, session: DetailsSession, pinned: boolean, restored?: vscode.WebviewPanel) {
    const { extensionUri, log } = params;
    this.#session = session;
    this.#pinned = pinned;
    const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus: !pinned };
    this.panel = restored ?? vscode.window.createWebviewPanel(viewIds.details, titleOf(session), column);
    fillViewPanel(this.panel, extensionUri, { viewType: viewIds.details, name: 'details', title: titleOf(session) });
    this.#peer = new RpcPeer({
      transport: webviewTransport(this.panel, t('The page of the model was closed.')),
      serves: detailsHostContract,
      handlers: {
        requests: forwarding(() => params.requestsOf(this.#session)),
        notifications: { ready: () => this.send() },
      },
      calls: detailsViewContract,
      onProtocolError: (error) => log.error('A message from the page of a model', error),
    });
  }

  get session(): DetailsSession {
    return this.#session;
  }

  /** True for a panel that stays with its model. */
  get pinned(): boolean {
    return this.#pinned;
  }

  /** Brings it to the front; it stays from now on when it is to. */
  reveal(pinned: boolean): void {
    this.#pinned ||= pinned;
    this.panel.reveal(undefined, !pinned);
  }

  /** Shows another model in place of this one. */
  show(session: DetailsSession): void {
    this.#session.dispose();
    this.#session = session;
    this.panel.title = titleOf(session);
    this.send();
  }

  send(): void {
    this.#peer.notify('state', this.#session.state);
  }

  dispose(): void {
    this.#session.dispose();
    this.panel.dispose();
  }
}

type Requests = Handlers<typeof detailsHostContract>['requests'];

/** The panel outlives the model that it shows: each request goes to the one on show. */
function forwarding(current: () => Requests): Requests {
  return {
    perform: (params, context) => current().perform(params, context),
    describe: (params, context) => current().describe(params, context),
    chooseWeights: (params, context) => current().chooseWeights(params, context),
    chooseRevision: (params, context) => current().chooseRevision(params, context),
    openLink: (params, context) => current().openLink(params, context),
    image: (params, context) => current().image(params, context),
  };
}

function titleOf({ id }: DetailsSession): string {
  return id.split('/').at(-1) ?? id;
}
