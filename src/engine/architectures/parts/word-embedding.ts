import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { LanguageModelConfig } from '../config/language-model';

export interface WordEmbeddingOptions {
  /** The ids. */
  readonly of?: 'input_ids' | 'token_type_words';
  /** `padding_idx`, where the modelling file gives one. */
  readonly paddingIndex?: number | null;
}

/**
 * The vectors of the tokens, [batch, sequence, hidden]. A checkpoint that ties the output layer to them may hold the
 * table under either name (transformers 5 takes the one for the other).
 * @param name of the table in the body
 */
export function wordEmbedding(
  { inputs, weights, config }: BodyContext<LanguageModelConfig>,
  name: string,
  { of = 'input_ids', paddingIndex = null }: WordEmbeddingOptions = {},
): Value {
  const { vocabSize, hiddenSize, tieWordEmbeddings } = config;
  const elsewhere = tieWordEmbeddings && !weights.has(`${name}.weight`) && weights.has('lm_head.weight');
  return weights.embedding(elsewhere ? 'lm_head' : name, inputs.get(of), vocabSize, hiddenSize, paddingIndex);
}
