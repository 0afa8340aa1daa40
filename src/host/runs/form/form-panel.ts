import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { formHostContract, formViewContract } from '../../../common/contracts/training/form-view';
import type { Handlers } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import type { Log } from '../../platform/log';
import { fillViewPanel } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';
import { runViewIds } from '../view-ids';
import type { FormSession } from './form-session';

export interface FormPanelParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly session: FormSession;
  readonly requests: Handlers<typeof formHostContract>['requests'];
}

/** The form that sets up a run, in an editor column. */
export class FormPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #session: FormSession;
  readonly #peer: RpcPeer<typeof formHostContract, typeof formViewContract>;

  /** `restored` is a panel that VS Code has made after a reload of the window. */
  constructor({ extensionUri, log, session, requests }: FormPanelParams, restored?: vscode.WebviewPanel) {
    this.#session = session;
    this.panel = restored ?? vscode.window.createWebviewPanel(runViewIds.form, '', vscode.ViewColumn.Active);
    fillViewPanel(this.panel, extensionUri, {
      ...{ viewType: runViewIds.form, name: 'form', title: t('Fine-tune'), icon: 'fine-tune' },
    });
    this.#peer = new RpcPeer({
      transport: webviewTransport(this.panel, t('The form was closed.')),
      serves: formHostContract,
      handlers: { requests, notifications: { ready: () => this.send() } },
      calls: formViewContract,
      onProtocolError: (error) => log.error('A message from the form', error),
    });
    this.send();
  }

  /** Sends everything that the form draws. */
  send(): void {
    const { state, data } = this.#session;
    this.panel.title = t('Fine-tune: {0}', state.name);
    this.#peer.notify('state', state);
    this.#peer.notify('data', data);
  }

  dispose(): void {
    this.panel.dispose();
  }
}
