import type { Head } from '../architecture';

/** `BertForTokenClassification` and its like: a linear layer on every token. logits [batch, sequence, labels] */
export const tokenClassification: Head<unknown> = ({ graph: g, weights, lastHiddenState, numLabels }) => {
  g.output('logits', weights.linear('classifier', lastHiddenState, numLabels));
};
