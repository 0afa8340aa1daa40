import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { firstTokenPooler } from '../parts/pooler';

/** `BertForSequenceClassification`: pooler, then a linear layer. logits [batch, labels] */
export const bertSequenceClassification: Head<EncoderConfig> = (context) => {
  const { graph: g, config, body, weights, lastHiddenState, numLabels } = context;
  const pooled = firstTokenPooler(g, lastHiddenState, body.at('pooler'), config.hiddenSize);
  g.output('logits', weights.linear('classifier', g.dropout(pooled, config.dropout.classifier), numLabels));
};
