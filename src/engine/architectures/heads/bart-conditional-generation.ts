import type { Head } from '../architecture';
import type { BartConfig } from '../config/bart-config';
import { bartTable } from '../parts/bart-model';

/**
 * `BartForConditionalGeneration` and `MarianMTModel`: the table of word embeddings, or one of its own, and a bias that
 * checkpoints may leave out. logits [batch, target sequence, vocabulary]
 */
export const bartConditionalGeneration: Head<BartConfig> = ({ graph: g, config, body, weights, lastHiddenState }) => {
  const { vocabSize, hiddenSize } = config;
  const isTied = config.tieWordEmbeddings && !weights.has('lm_head.weight');
  const table = isTied
    ? bartTable(body, 'shared', config)
    : weights.parameter('lm_head.weight', [vocabSize, hiddenSize]);
  const logits = g.linear(lastHiddenState, table, null);
  const bias = 'final_logits_bias';
  g.output('logits', weights.has(bias) ? g.add(logits, weights.parameter(bias, [1, vocabSize])) : logits);
};
