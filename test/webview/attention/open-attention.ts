import type { Browser } from 'playwright-core';
import type { LensState } from '../../../src/common/contracts/lens';
import { openLens, type LensOptions, type OpenedLens } from '../harness/lens';
import { attentionAnswers } from '../states/attention/answers';
import { sentiment } from '../states/attention/models';
import type { RecordedParams } from '../states/attention/recorded';
import { readyState } from '../states/lens-states';

export interface AttentionOptions extends LensOptions {
  readonly model?: RecordedParams;
  readonly state?: LensState;
}

/** The width of the target pictures, and of an editor beside another one. */
export const wideView = { width: 1372, height: 840 };

/** Opens the Attention tab on a model that never was, and waits until the head is drawn. */
export async function openAttention(browser: Browser, options: AttentionOptions = {}): Promise<OpenedLens> {
  const { model = sentiment, state = readyState, answers, ...rest } = options;
  const view = await openLens(browser, {
    size: wideView,
    ...rest,
    answers: { ...attentionAnswers(model), ...answers },
  });
  await view.show({ ...state, look: looking });
  await settled(view);
  return view;
}

const looking: LensState['look'] = {
  tab: 'attention',
  kind: 'self',
  of: 'weights',
  layer: 3,
  head: 7,
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
