import type { LensState } from '../../../../src/common/contracts/lens';
import { readyState } from '../lens-states';
import { model, tokenizer } from '../models';
import { longText, rowOf } from '../tokens';
import { sentenceTokens } from '../sentences';

const run = readyState.run && { ...readyState.run, prediction: null, modelMs: null };

/** A masked language model has read the first sentence. */
export const maskedState: LensState = {
  ...readyState,
  run,
  model: model(
    { className: 'RobertaForMaskedLM', task: 'fill-mask', labels: [], problemType: null },
    { id: 'distilbert/distilroberta-base' },
  ),
};

/** The same with a tokenizer that has no mask token. */
export const noMaskState: LensState = {
  ...maskedState,
  model: maskedState.model && {
    ...maskedState.model,
    tokenizer: { ...tokenizer, specialTokens: tokenizer.specialTokens.filter(({ role }) => role !== 'mask') },
  },
};

const decoder = {
  kind: 'decoder-only',
  architecture: 'gpt2',
  className: 'GPT2LMHeadModel',
  task: 'text-generation',
} as const;
export const languageModel = model({ ...decoder, labels: [], problemType: null }, { id: 'distilbert/distilgpt2' });

/** A decoder has read the first sentence. */
export const surpriseState: LensState = { ...readyState, run, model: languageModel };

/** A decoder has read the beginning of a long text. */
export const longSurpriseState: LensState = {
  ...surpriseState,
  run: run && { ...run, rows: [{ ...rowOf(0, longText(598).tokens), cut: 1234 }], maxLength: 600 },
};

const twoStacks = {
  kind: 'encoder-decoder',
  architecture: 't5',
  className: 'T5ForConditionalGeneration',
  task: 'text2text-generation',
} as const;

/** An encoder-decoder was given no text for its decoder. */
export const noTargetState: LensState = {
  ...surpriseState,
  model: model({ ...twoStacks, labels: [], problemType: null }, { id: 'google-t5/t5-small' }),
};

/** The text for its decoder is the first sentence, which stands behind a start token there. */
export const targetState: LensState = {
  ...noTargetState,
  source: noTargetState.source && { ...noTargetState.source, pair: 'I am excited to learn about transformers' },
  run: run && {
    ...run,
    rows: run.rows.map((row) => ({ ...row, target: { length: 9, tokens: sentenceTokens(0).slice(0, -1) } })),
  },
};
