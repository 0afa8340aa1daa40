import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { activate } from '../parts/activations';
import { tiedDecoder } from '../parts/tied-decoder';

/** `BertLMPredictionHead`: dense, activation, norm, decoder. logits [batch, sequence, vocabulary] */
export const bertMaskedLm: Head<EncoderConfig> = (context) => {
  const { graph: g, config, lastHiddenState } = context;
  const weights = context.weights.at('cls.predictions');
  const dense = activate(g, config.hiddenAct, weights.linear('transform.dense', lastHiddenState, config.hiddenSize));
  const x = weights.norm('transform.LayerNorm', dense, config.layerNormEps);
  g.output('logits', tiedDecoder({ ...context, weights, name: 'decoder', bias: 'bias' }, x));
};
