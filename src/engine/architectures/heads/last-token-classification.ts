import type { Head } from '../architecture';
import type { LanguageModelConfig } from '../config/language-model';
import { lastWhere } from '../parts/last-token';

/** An id that no token has: without padding the last token is the last of all. */
const noToken = -1;

/**
 * `GPT2ForSequenceClassification` and its like: a layer without bias on each text's last token, which is the rightmost
 * that is not padding. The ids decide, not the mask. logits [batch, labels]
 */
export const lastTokenClassification: Head<LanguageModelConfig> = (context) => {
  const { graph: g, config, inputs, weights, lastHiddenState, numLabels } = context;
  const isPadding = g.equal(inputs.get('input_ids'), g.integer(config.padTokenId ?? noToken));
  const last = g.selectEach(lastHiddenState, lastWhere(g, g.not(isPadding)));
  g.output('logits', weights.linear('score', last, numLabels, 'no bias'));
};
