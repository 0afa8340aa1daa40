import type { Browser } from 'playwright-core';
import { lensHostContract, lensViewContract, type LensState } from '../../../src/common/contracts/lens';
import type { Handlers } from '../../../src/common/rpc/contract';
import { answersFor } from '../states/answers';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

type HostHandlers = Handlers<typeof lensHostContract>;

/** The Lens in a page. */
export interface OpenedLens extends OpenedView<typeof lensHostContract, typeof lensViewContract> {
  /** Sends a state and waits until it is drawn. */
  show(state: LensState): Promise<void>;
}

export interface LensOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  /** Answers that differ from the recorded ones. */
  readonly answers?: Partial<HostHandlers['requests']>;
}

/** The width of an editor group beside another one, and of one that is narrow. */
export const wide: PageSize = { width: 960, height: 760 };
export const narrow: PageSize = { width: 420, height: 760 };

/** Opens the Lens with a host that answers for the state on show. */
export async function openLens(browser: Browser, options: LensOptions = {}): Promise<OpenedLens> {
  let shown: LensState | undefined;
  const handlers: HostHandlers = {
    requests: { ...answersFor(() => shown), ...options.answers },
    notifications: { ready: () => undefined, hover: () => undefined, look: () => undefined },
  };
  const view = await openView(browser, {
    name: 'lens',
    theme: options.theme ?? 'dark',
    size: options.size ?? wide,
    host: lensHostContract,
    view: lensViewContract,
    handlers,
  });
  const show = async (state: LensState): Promise<void> => {
    shown = state;
    view.peer.notify('state', state);
    await view.drawn();
  };
  return { ...view, show };
}
