import type { LensState } from '../../../src/common/contracts/lens';
import { missingHeadState } from './lens-states';
import { model } from './models';

const tokensOnly: LensState = { ...missingHeadState, notices: [] };

/** The model cannot run. */
export const brokenState: LensState = { ...tokensOnly, model: { ...model(), info: null } };

/** An encoder-decoder that gives no labels, read without a text for its decoder. */
export const translatorState: LensState = {
  ...tokensOnly,
  model: model({ kind: 'encoder-decoder', task: 'translation', labels: [] }, { id: 'Helsinki-NLP/opus-mt-en-de' }),
};
