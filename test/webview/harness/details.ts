import type { Browser } from 'playwright-core';
import {
  detailsHostContract,
  detailsViewContract,
  type DetailsState,
} from '../../../src/common/contracts/hub/details-view';
import { LensError } from '../../../src/common/errors/lens-error';
import type { Handlers } from '../../../src/common/rpc/contract';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

/** The page of a model. */
export interface OpenedDetails extends OpenedView<typeof detailsHostContract, typeof detailsViewContract> {
  show(state: DetailsState): Promise<void>;
}

export interface DetailsOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  readonly answers?: Partial<Handlers<typeof detailsHostContract>['requests']>;
}

/** An editor beside the side bar, and one that shares its place with others. */
export const wideEditor: PageSize = { width: 1024, height: 860 };
export const narrowEditor: PageSize = { width: 360, height: 1400 };

/** One pixel, for pictures that are asked for. */
export const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Opens the page with a host that accepts everything. */
export async function openDetails(browser: Browser, options: DetailsOptions = {}): Promise<OpenedDetails> {
  const accept = (): Record<string, never> => ({});
  const view = await openView(browser, {
    name: 'details',
    theme: options.theme ?? 'dark',
    size: options.size ?? wideEditor,
    host: detailsHostContract,
    view: detailsViewContract,
    handlers: {
      requests: {
        ...{ perform: accept, chooseWeights: accept, chooseRevision: accept, openLink: accept },
        describe: () => {
          throw new LensError('not-found', 'There is no config.json.');
        },
        image: () => ({ data: pixel }),
        ...options.answers,
      },
      notifications: { ready: () => undefined },
    },
  });
  const show = async (state: DetailsState): Promise<void> => {
    view.peer.notify('state', state);
    await view.drawn();
    await view.drawn();
  };
  return { ...view, show };
}
