import type { Head } from '../architecture';

/** `BertForTokenClassification` and its like: a linear layer on every token. logits [batch, sequence, labels] */
export const tokenClassification = tokenClassificationBy('classifier');

/** @param name of the linear layer */
export function tokenClassificationBy(name: string): Head<unknown> {
  return ({ graph: g, weights, lastHiddenState, numLabels }) => {
    g.output('logits', weights.linear(name, lastHiddenState, numLabels));
  };
}
