import type { Browser } from 'playwright-core';
import type { DataView } from '../../../src/common/contracts/training/data-view';
import { formHostContract, formViewContract, type FormState } from '../../../src/common/contracts/training/form-view';
import type { Handlers } from '../../../src/common/rpc/contract';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

/** The form of a run. */
export interface OpenedForm extends OpenedView<typeof formHostContract, typeof formViewContract> {
  show(state: FormState, data: DataView): Promise<void>;
}

export interface FormOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  readonly answers?: Partial<Handlers<typeof formHostContract>['requests']>;
}

export const wideForm: PageSize = { width: 580, height: 1000 };
export const narrowForm: PageSize = { width: 360, height: 1500 };

/** Opens the form with a host that accepts everything. */
export async function openForm(browser: Browser, options: FormOptions = {}): Promise<OpenedForm> {
  const accept = (): Record<string, never> => ({});
  const view = await openView(browser, {
    name: 'form',
    theme: options.theme ?? 'dark',
    size: options.size ?? wideForm,
    host: formHostContract,
    view: formViewContract,
    handlers: {
      requests: { set: accept, rename: accept, act: accept, ...options.answers },
      notifications: { ready: () => undefined },
    },
  });
  const show = async (state: FormState, data: DataView): Promise<void> => {
    view.peer.notify('data', data);
    view.peer.notify('state', state);
    await view.drawn();
    await view.drawn();
  };
  return { ...view, show };
}
