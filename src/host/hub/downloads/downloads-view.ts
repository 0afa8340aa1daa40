import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { downloadsHostContract, downloadsViewContract } from '../../../common/contracts/hub/downloads-view';
import type { Handlers } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import { hubName } from '../../models/hub-id';
import type { ModelService } from '../../models/model-service';
import type { Log } from '../../platform/log';
import { fillWebview } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';
import type { Downloads } from './downloads';

type Contract = typeof downloadsHostContract;

export interface DownloadsViewParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly downloads: Downloads;
  readonly models: ModelService;
  readonly open: (id: string, revision: string | null) => void;
}

/** The downloads in the side bar. */
export class DownloadsView {
  constructor(private readonly params: DownloadsViewParams) {}

  /** Fills the view that VS Code has made. */
  fill(view: vscode.WebviewView): void {
    const { extensionUri, log, downloads } = this.params;
    const send = (): void => peer.notify('downloads', downloads.list);
    const peer = new RpcPeer({
      transport: webviewTransport(view, t('The downloads were closed.')),
      serves: downloadsHostContract,
      handlers: { requests: this.#requests(), notifications: { ready: send } },
      calls: downloadsViewContract,
      onProtocolError: (error) => log.error('A message from the view of downloads', error),
    });
    const watching = downloads.onDidChange(send);
    view.onDidDispose(() => void watching.dispose());
    fillWebview(view.webview, extensionUri, 'downloads');
  }

  #requests(): Handlers<Contract>['requests'] {
    const { downloads, models, open } = this.params;
    const onEach =
      (run: (key: string) => Promise<void> | void) =>
      async ({ key }: { key: string }): Promise<Record<string, never>> => {
        await run(key);
        return {};
      };
    return {
      pause: onEach((key) => downloads.pause(key)),
      resume: onEach((key) => downloads.resume(key)),
      cancel: onEach((key) => downloads.cancel(key)),
      dismiss: onEach((key) => downloads.dismiss(key)),
      open: onEach((key) => {
        const download = downloads.find(key);
        if (download) open(download.id, download.revision);
      }),
      use: onEach(async (key) => {
        const download = downloads.find(key);
        if (download) await models.choose(hubName(download.id, download.revision));
      }),
    };
  }
}
