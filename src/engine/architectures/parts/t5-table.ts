import type { Value } from '../../graph/types';
import type { T5Config } from '../config/t5-config';
import type { Weights } from './weights';

/** Where the table of word embeddings may lie: all are tied, and a file may have any of them. */
const names = ['shared', 'encoder.embed_tokens', 'decoder.embed_tokens', 'lm_head'];

/**
 * A module's table of word embeddings, [vocabulary, hidden]: its own where the file has one (transformers 5 unties what
 * differs), else the shared one.
 */
export function t5Table(weights: Weights, own: string, { vocabSize, hiddenSize }: T5Config): Value {
  const name = [own, ...names].find((each) => weights.has(`${each}.weight`)) ?? 'shared';
  return weights.parameter(`${name}.weight`, [vocabSize, hiddenSize]);
}
