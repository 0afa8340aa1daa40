import type { Browser } from 'playwright-core';
import {
  runHostContract,
  runViewContract,
  type RunPageState,
  type ShownRun,
  type StepColumns,
} from '../../../src/common/contracts/training/run-view';
import type { Handlers, NotificationOf } from '../../../src/common/rpc/contract';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

/** Everything that the page of a run is sent. */
export interface RunScene {
  readonly page: RunPageState;
  readonly steps: readonly { readonly key: string; readonly columns: StepColumns }[];
  readonly overlays: readonly ShownRun[];
  readonly comparison?: NotificationOf<typeof runViewContract, 'comparison'>;
}

/** The page of a run. */
export interface OpenedRun extends OpenedView<typeof runHostContract, typeof runViewContract> {
  show(scene: RunScene): Promise<void>;
}

export interface RunOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
  readonly answers?: Partial<Handlers<typeof runHostContract>['requests']>;
}

export const wideRun: PageSize = { width: 800, height: 900 };
export const narrowRun: PageSize = { width: 360, height: 1900 };

const none = new Float32Array(0);
const noSteps: StepColumns = { step: new Int32Array(0), epoch: none, loss: none, gradNorm: none, learningRate: none };

/** Opens the page with a host that accepts everything. */
export async function openRun(browser: Browser, options: RunOptions = {}): Promise<OpenedRun> {
  const accept = (): Record<string, never> => ({});
  const view = await openView(browser, {
    name: 'run',
    theme: options.theme ?? 'dark',
    size: options.size ?? wideRun,
    host: runHostContract,
    view: runViewContract,
    handlers: {
      requests: {
        ...{ act: accept, overlay: accept, openMistake: accept, compare: accept, save: () => ({ saved: true }) },
        ...options.answers,
      },
      notifications: { ready: () => undefined },
    },
  });
  const show = async (scene: RunScene): Promise<void> => {
    const notCompared = { phase: 'none', message: '', result: null } as const;
    view.peer.notify('comparison', scene.comparison ?? notCompared);
    for (const overlay of scene.overlays) view.peer.notify('overlay', overlay);
    view.peer.notify('page', scene.page);
    view.peer.notify('steps', { key: scene.page.run.key, reset: true, columns: noSteps });
    for (const { key, columns } of scene.steps) view.peer.notify('steps', { key, reset: true, columns });
    await view.drawn();
    await view.drawn();
  };
  return { ...view, show };
}
