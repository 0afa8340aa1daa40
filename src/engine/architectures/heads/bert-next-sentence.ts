import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { firstTokenPooler } from '../parts/pooler';

/** `BertForNextSentencePrediction`: pooler, then whether the second text follows the first (label 0) or not: logits [batch, 2]. */
export const bertNextSentence: Head<EncoderConfig> = ({ graph: g, config, body, weights, lastHiddenState }) => {
  const pooled = firstTokenPooler(g, lastHiddenState, body.at('pooler'), config.hiddenSize);
  g.output('logits', weights.linear('cls.seq_relationship', pooled, 2));
};
