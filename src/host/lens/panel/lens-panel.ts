import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GenerationAdded, GenerationView } from '../../../common/contracts/generation/view';
import { lensHostContract, lensViewContract, type LensState, type LensTab } from '../../../common/contracts/lens';
import type { Handlers, NotificationOf } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import { DisposableStore } from '../../platform/disposable-store';
import type { Log } from '../../platform/log';
import { createViewPanel, fillViewPanel, type ViewOptions } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';

/** The view type, by which VS Code finds the panel again after a reload. */
export const lensViewType = 'modelLens.lens';

export interface LensPanelParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly handlers: Handlers<typeof lensHostContract>;
}

/** The Lens beside the editor: a webview, and the typed connection to it. Never takes the focus by itself. */
export class LensPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #peer: RpcPeer<typeof lensHostContract, typeof lensViewContract>;
  readonly #store = new DisposableStore();
  readonly #gone = this.#store.add(new vscode.EventEmitter<void>());
  readonly #shown = this.#store.add(new vscode.EventEmitter<void>());
  /** What waits for the page to be there; undefined once it is. */
  #waiting: (() => void)[] | undefined = [];

  /** The person has closed the panel. */
  readonly onGone = this.#gone.event;
  /** The panel was hidden behind another tab and is visible again. */
  readonly onShown = this.#shown.event;

  constructor(params: LensPanelParams, restored?: vscode.WebviewPanel) {
    const options: ViewOptions = { viewType: lensViewType, name: 'lens', title: t('Lens') };
    if (restored) fillViewPanel(restored, params.extensionUri, options);
    this.#panel = restored ?? createViewPanel(params.extensionUri, options);
    const { requests, notifications } = params.handlers;
    const ready = (): void => {
      notifications.ready({});
      this.#waiting?.forEach((action) => action());
      this.#waiting = undefined;
    };
    this.#peer = new RpcPeer({
      transport: webviewTransport(this.#panel, t('The Lens was closed.')),
      serves: lensHostContract,
      handlers: { requests, notifications: { ...notifications, ready } },
      calls: lensViewContract,
      onProtocolError: (error) => params.log.error('A message from the Lens', error),
    });
    this.#store.add(
      this.#panel.onDidDispose(() => {
        this.#gone.fire();
        this.#store.dispose();
      }),
    );
    this.#store.add(
      this.#panel.onDidChangeViewState(() => {
        if (this.#panel.visible) this.#shown.fire();
      }),
    );
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** The column in which the panel lies; undefined while it is hidden behind another tab. */
  get column(): vscode.ViewColumn | undefined {
    return this.#panel.visible ? this.#panel.viewColumn : undefined;
  }

  /** Brings the panel to the front, beside the text that is read when it lies over it; the focus stays where it is. */
  reveal(reading: vscode.ViewColumn | undefined): void {
    const hides = reading !== undefined && this.#panel.viewColumn === reading;
    this.#panel.reveal(hides ? vscode.ViewColumn.Beside : undefined, true);
  }

  /** Sends the whole state. A page that is not there yet asks for it with `ready`. */
  send(state: LensState): void {
    this.#peer.notify('state', state);
  }

  showCaret(caret: NotificationOf<typeof lensViewContract, 'caret'>): void {
    this.#peer.notify('caret', caret);
  }

  /** Sends everything that the Generate tab draws. */
  showGeneration(view: GenerationView): void {
    this.#peer.notify('generation', view);
  }

  /** Sends what the Generate tab adds to what it draws. */
  addGenerated(added: GenerationAdded): void {
    this.#peer.notify('generationAdded', added);
  }

  showTab(tab: LensTab): void {
    this.#whenReady(() => this.#peer.notify('showTab', { tab }));
  }

  /** Puts the focus into the text box: only for a person who asked for it. */
  focusTextBox(): void {
    this.#panel.reveal(undefined, false);
    this.#whenReady(() => this.#peer.notify('focusTextBox', {}));
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #whenReady(action: () => void): void {
    if (this.#waiting) this.#waiting.push(action);
    else action();
  }
}
