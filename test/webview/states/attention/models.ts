import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import { sentenceTokens } from '../sentences';
import { longText } from '../tokens';
import type { RecordedParams } from './recorded';

/** DistilBERT's attention, or one that differs from it. */
export function stack(rest: Partial<AttentionStack> = {}): AttentionStack {
  return {
    kind: 'self',
    name: 'attentions',
    layers: 6,
    heads: 12,
    queries: 'input',
    keys: 'input',
    causal: false,
    neurons: true,
    ...rest,
  };
}

/** Six layers of twelve heads on "I am excited to learn about transformers". */
export const sentiment: RecordedParams = { stacks: [stack()], input: sentenceTokens(0) };

/** A decoder on the same text. */
export const decoder: RecordedParams = { stacks: [stack({ causal: true, neurons: false })], input: sentenceTokens(0) };

const targets = { queries: 'target' } as const;

/** An encoder-decoder that has read the first sentence and is given the second one. */
export const seq2seq: RecordedParams = {
  stacks: [
    stack({ kind: 'encoder', name: 'encoder_attentions', layers: 4, heads: 6 }),
    stack({
      kind: 'decoder',
      name: 'decoder_attentions',
      layers: 4,
      heads: 6,
      ...targets,
      keys: 'target',
      causal: true,
    }),
    stack({ kind: 'cross', name: 'cross_attentions', layers: 4, heads: 6, ...targets }),
  ],
  input: sentenceTokens(0),
  target: sentenceTokens(1),
};

/** Thousands of heads, and long texts. */
export const manyHeads: RecordedParams = { stacks: [stack({ layers: 32, heads: 32 })], input: sentenceTokens(0) };
export const longAttention: RecordedParams = { stacks: [stack()], input: longText(510).tokens };
export const veryLong: RecordedParams = { stacks: [stack({ layers: 1, heads: 1 })], input: longText(2046).tokens };
