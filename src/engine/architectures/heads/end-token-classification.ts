import { LensError } from '../../../common/errors/lens-error';
import type { Head } from '../architecture';

/** What of a config this head depends on. */
export interface EndTokenConfig {
  readonly hiddenSize: number;
  readonly endTokenId: number | null;
  readonly dropout: { readonly classifier: number };
}

/**
 * `T5ForSequenceClassification` and `BartForSequenceClassification`: the decoder, which is given the text, has read all
 * of it at its last end token; dense, tanh, out_proj. logits [batch, labels]
 */
export const endTokenClassification: Head<EndTokenConfig> = (context) => {
  const { graph: g, config, weights, inputs, lastHiddenState, numLabels } = context;
  // A bare class is tried with this head to tell what it lacks; that must not fail.
  if (config.endTokenId === null && weights.has('classification_head.dense.weight')) {
    throw new LensError('unsupported', 'The setting "eos_token_id" in config.json is not one id, as this head needs.');
  }
  const ids = inputs.get('input_ids');
  const isEnd = g.cast(g.equal(ids, g.integer(config.endTokenId ?? 0)), 'int64');
  const last = g.maximum(g.mul(isEnd, g.range('sequence')));
  const head = weights.at('classification_head');
  const rate = config.dropout.classifier;
  const read = g.dropout(g.selectEach(lastHiddenState, last), rate);
  const x = g.tanh(head.linear('dense', read, config.hiddenSize));
  g.output('logits', head.linear('out_proj', g.dropout(x, rate), numLabels));
};
