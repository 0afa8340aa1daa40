import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';

/** `RobertaClassificationHead` on the first token: dense, tanh, out_proj. logits [batch, labels] */
export const robertaSequenceClassification: Head<EncoderConfig> = (context) => {
  const { graph: g, config, weights, lastHiddenState, numLabels } = context;
  const head = weights.at('classifier');
  const rate = config.dropout.classifier;
  const first = g.dropout(g.select(lastHiddenState, 1, 0), rate);
  const x = g.tanh(head.linear('dense', first, config.hiddenSize));
  g.output('logits', head.linear('out_proj', g.dropout(x, rate), numLabels));
};
