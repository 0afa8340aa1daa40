import type { Browser } from 'playwright-core';
import type { LensState } from '../../../src/common/contracts/lens';
import { openLens, type LensOptions, type OpenedLens } from '../harness/lens';
import { settled } from '../attention/open-attention';
import { hiddenAnswers, hiddenStack, type HiddenParams } from '../states/layers/hidden-answers';
import { readyState } from '../states/lens-states';
import { sentenceTokens } from '../states/sentences';

export interface LayersOptions extends LensOptions {
  readonly model?: HiddenParams;
  readonly state?: LensState;
}

/** The width of the target pictures. */
export const wideView = { width: 1372, height: 840 };

/** Six layers on "I am excited to learn about transformers". */
export const sentiment: HiddenParams = { stacks: [hiddenStack()], input: sentenceTokens(0) };

const looking: LensState['look'] = {
  tab: 'layers',
  kind: 'self',
  of: 'weights',
  layer: 0,
  head: 0,
  state: 4,
  axis: { mergeWords: false, leaveOutSpecial: false },
};

/** Opens the Layers tab on a model that never was, after layer 3, and waits until it is drawn. */
export async function openLayers(browser: Browser, options: LayersOptions = {}): Promise<OpenedLens> {
  const { model = sentiment, state = readyState, answers, ...rest } = options;
  const view = await openLens(browser, { size: wideView, ...rest, answers: { ...hiddenAnswers(model), ...answers } });
  await view.show({ ...state, look: looking });
  await settled(view);
  return view;
}
