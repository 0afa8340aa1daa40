import type { Browser } from 'playwright-core';
import {
  downloadsHostContract,
  downloadsViewContract,
  type Download,
} from '../../../src/common/contracts/hub/downloads-view';
import type { Handlers } from '../../../src/common/rpc/contract';
import { sideBar } from './hub';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

/** The view of downloads in a page. */
export interface OpenedDownloads extends OpenedView<typeof downloadsHostContract, typeof downloadsViewContract> {
  show(downloads: readonly Download[]): Promise<void>;
}

export interface DownloadsOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  readonly answers?: Partial<Handlers<typeof downloadsHostContract>['requests']>;
}

/** Opens the view with a host that accepts everything. */
export async function openDownloads(browser: Browser, options: DownloadsOptions = {}): Promise<OpenedDownloads> {
  const accept = (): Record<string, never> => ({});
  const view = await openView(browser, {
    name: 'downloads',
    theme: options.theme ?? 'dark',
    size: options.size ?? sideBar,
    host: downloadsHostContract,
    view: downloadsViewContract,
    handlers: {
      requests: {
        ...{ pause: accept, resume: accept, cancel: accept, dismiss: accept, open: accept, use: accept },
        ...options.answers,
      },
      notifications: { ready: () => undefined },
    },
  });
  const show = async (downloads: readonly Download[]): Promise<void> => {
    view.peer.notify('downloads', [...downloads]);
    await view.drawn();
  };
  return { ...view, show };
}
