import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';

/** `DistilBertForSequenceClassification` on the first token: pre_classifier, relu, classifier. logits [batch, labels] */
export const distilbertSequenceClassification: Head<EncoderConfig> = (context) => {
  const { graph: g, config, weights, lastHiddenState, numLabels } = context;
  const x = g.relu(weights.linear('pre_classifier', g.select(lastHiddenState, 1, 0), config.hiddenSize));
  g.output('logits', weights.linear('classifier', g.dropout(x, config.dropout.classifier), numLabels));
};
