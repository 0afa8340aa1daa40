import type { Browser } from 'playwright-core';
import {
  hubSearchHostContract,
  hubSearchViewContract,
  type HubRow,
  type HubSearchState,
} from '../../../src/common/contracts/hub/search-view';
import type { Handlers } from '../../../src/common/rpc/contract';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

type Requests = Handlers<typeof hubSearchHostContract>['requests'];

/** The Hub's view in a page. */
export interface OpenedHub extends OpenedView<typeof hubSearchHostContract, typeof hubSearchViewContract> {
  /** Sends a state and the rows of its listing, as many at a time as a page of the Hub, and waits until they are drawn. */
  show(state: HubSearchState, rows?: readonly HubRow[]): Promise<void>;
}

export interface HubOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  readonly answers?: Partial<Requests>;
}

/** The width of VS Code's side bar as it comes, and of one that was made narrow. */
export const sideBar: PageSize = { width: 300, height: 620 };
export const narrowSideBar: PageSize = { width: 200, height: 620 };

const rowsAtATime = 1000;

/** Opens the view with a host that accepts everything and finds nothing. */
export async function openHub(browser: Browser, options: HubOptions = {}): Promise<OpenedHub> {
  const accept = (): Record<string, never> => ({});
  const view = await openView(browser, {
    name: 'hub',
    theme: options.theme ?? 'dark',
    size: options.size ?? sideBar,
    host: hubSearchHostContract,
    view: hubSearchViewContract,
    handlers: {
      requests: {
        ...{ search: accept, more: accept, open: accept, download: accept, use: accept },
        ...{ setFavourite: accept, act: accept },
        ...options.answers,
      },
      notifications: { ready: () => undefined, visible: () => undefined },
    },
  });
  const show = async (state: HubSearchState, rows: readonly HubRow[] = []): Promise<void> => {
    view.peer.notify('state', { ...state, phase: 'searching' });
    for (let from = 0; from === 0 || from < rows.length; from += rowsAtATime) {
      view.peer.notify('rows', { reset: from === 0, rows: rows.slice(from, from + rowsAtATime) });
    }
    view.peer.notify('state', state);
    await view.drawn();
    await view.drawn();
  };
  return { ...view, show };
}
