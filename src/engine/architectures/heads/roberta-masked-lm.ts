import type { Value } from '../../graph/types';
import type { Head, HeadContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { tiedDecoder } from '../parts/tied-decoder';
import { nextTokenLogits } from './causal-lm';

/** `RobertaLMHead`: dense, gelu whatever the config says, norm, decoder. States [..., hidden] to logits [..., vocabulary]. */
function languageHead(context: HeadContext<EncoderConfig>, states: Value): Value {
  const { graph: g, config } = context;
  const weights = context.weights.at('lm_head');
  const dense = g.gelu(weights.linear('dense', states, config.hiddenSize), 'none');
  const x = weights.norm('layer_norm', dense, config.layerNormEps);
  return tiedDecoder({ ...context, weights, name: 'decoder', bias: 'bias' }, x);
}

/** `RobertaForMaskedLM`: logits [batch, sequence, vocabulary] */
export const robertaMaskedLm: Head<EncoderConfig> = (context) => {
  context.graph.output('logits', languageHead(context, context.lastHiddenState));
};

/** `RobertaForCausalLM`: the same layers, for the word that comes next. */
export const robertaCausalLm: Head<EncoderConfig> = (context) => {
  nextTokenLogits(context, (states) => languageHead(context, states));
};
