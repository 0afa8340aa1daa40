import type { Browser } from 'playwright-core';
import type { LensState } from '../../../src/common/contracts/lens';
import type { GenerationView } from '../../../src/common/contracts/generation/view';
import { openLens, type LensOptions, type OpenedLens } from '../harness/lens';
import { smallReads, smallStep } from '../states/generation/small-step';
import { storyState, storyView } from '../states/generation/views';

export interface GenerateOptions extends LensOptions {
  readonly state?: LensState;
  readonly view?: GenerationView;
}

/** The width of the target picture. */
export const wideView = { width: 1372, height: 860 };

/** Opens the Generate tab and waits until it is drawn. */
export async function openGenerate(browser: Browser, options: GenerateOptions = {}): Promise<OpenedLens> {
  const { state = storyState, view: generated = storyView, answers, ...rest } = options;
  const view = await openLens(browser, {
    size: wideView,
    ...rest,
    answers: {
      stepDetail: ({ top }) => smallStep(top),
      stepReads: ({ kind, layer, head }) => smallReads(kind, layer, head),
      ...answers,
    },
  });
  view.peer.notify('generation', generated);
  await view.show({ ...state, look: looking });
  await settled(view);
  return view;
}

const looking: LensState['look'] = {
  tab: 'generate',
  kind: 'self',
  of: 'weights',
  layer: 0,
  head: 0,
  state: 0,
  axis: { mergeWords: false, leaveOutSpecial: false },
};

/** Waits until nothing more is asked and all is drawn. */
export async function settled(view: OpenedLens): Promise<void> {
  let asked = -1;
  while (asked !== view.calls.length) {
    asked = view.calls.length;
    for (let frame = 0; frame < 4; frame += 1) await view.drawn();
  }
}
