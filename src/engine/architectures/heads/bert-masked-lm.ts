import type { Value } from '../../graph/types';
import type { Head, HeadContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { activate } from '../parts/activations';
import { tiedDecoder } from '../parts/tied-decoder';
import { nextTokenLogits } from './causal-lm';

/** `BertLMPredictionHead`: dense, activation, norm, decoder. States [..., hidden] to logits [..., vocabulary]. */
function predictionHead(context: HeadContext<EncoderConfig>, states: Value): Value {
  const { graph: g, config } = context;
  const weights = context.weights.at('cls.predictions');
  const dense = activate(g, config.hiddenAct, weights.linear('transform.dense', states, config.hiddenSize));
  const x = weights.norm('transform.LayerNorm', dense, config.layerNormEps);
  return tiedDecoder({ ...context, weights, name: 'decoder', bias: 'bias' }, x);
}

/** `BertForMaskedLM`: logits [batch, sequence, vocabulary] */
export const bertMaskedLm: Head<EncoderConfig> = (context) => {
  context.graph.output('logits', predictionHead(context, context.lastHiddenState));
};

/** `BertLMHeadModel`: the same layers, for the word that comes next. */
export const bertCausalLm: Head<EncoderConfig> = (context) => {
  nextTokenLogits(context, (states) => predictionHead(context, states));
};
