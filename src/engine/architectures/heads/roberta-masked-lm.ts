import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { tiedDecoder } from '../parts/tied-decoder';

/** `RobertaLMHead`: dense, gelu whatever the config says, norm, decoder. logits [batch, sequence, vocabulary] */
export const robertaMaskedLm: Head<EncoderConfig> = (context) => {
  const { graph: g, config, lastHiddenState } = context;
  const weights = context.weights.at('lm_head');
  const dense = g.gelu(weights.linear('dense', lastHiddenState, config.hiddenSize), 'none');
  const x = weights.norm('layer_norm', dense, config.layerNormEps);
  g.output('logits', tiedDecoder({ ...context, weights, name: 'decoder', bias: 'bias' }, x));
};
