import type { Head } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { activate } from '../parts/activations';
import { tiedDecoder } from '../parts/tied-decoder';

/** `DistilBertForMaskedLM`: transform, activation, norm, projector. logits [batch, sequence, vocabulary] */
export const distilbertMaskedLm: Head<EncoderConfig> = (context) => {
  const { graph: g, config, weights, lastHiddenState } = context;
  const dense = activate(g, config.hiddenAct, weights.linear('vocab_transform', lastHiddenState, config.hiddenSize));
  const x = weights.norm('vocab_layer_norm', dense, config.layerNormEps);
  g.output('logits', tiedDecoder({ ...context, name: 'vocab_projector', bias: 'vocab_projector.bias' }, x));
};
