import type { Head } from '../architecture';

/** What of a config this head depends on. */
export interface TokenClassifierConfig {
  readonly dropout: { readonly tokenClassifier: number };
}

/** `BertForTokenClassification` and its like: a linear layer on every token. logits [batch, sequence, labels] */
export const tokenClassification = tokenClassificationBy('classifier');

/** @param name of the linear layer */
export function tokenClassificationBy(name: string): Head<TokenClassifierConfig> {
  return ({ graph: g, config, weights, lastHiddenState, numLabels }) => {
    const states = g.dropout(lastHiddenState, config.dropout.tokenClassifier);
    g.output('logits', weights.linear(name, states, numLabels));
  };
}
