import type { Head } from '../architecture';
import type { T5Config } from '../config/t5-config';
import { t5Table } from '../parts/t5-table';

/**
 * `T5ForConditionalGeneration`: the decoder's states, scaled in the older kind of T5, times the table of embeddings, or
 * times a table of its own where the file has one. logits [batch, target sequence, vocabulary]
 */
export const t5ConditionalGeneration: Head<T5Config> = ({ graph: g, config, body, lastHiddenState }) => {
  const states = config.scalesOutputs ? g.scale(lastHiddenState, config.hiddenSize ** -0.5) : lastHiddenState;
  g.output('logits', g.linear(states, t5Table(body, 'lm_head', config), null));
};
