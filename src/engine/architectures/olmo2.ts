import { readOlmo2Config } from './config/olmo2-config';
import { llamaLike } from './llama-like';
import { gatedFeedForward } from './parts/gated-feed-forward';
import { rmsNorm } from './parts/pre-norm-layer';
import { normedProjections, rotaryAttention } from './parts/rotary-attention';
import { rotaryDecoder, type DecoderLayer } from './parts/rotary-decoder';

/** `Olmo2DecoderLayer`: what a block gives is normed before it is added. */
const layer: DecoderLayer = (context, weights, x, places) => {
  const { graph: g } = context;
  const attended = rotaryAttention(context, weights.at('self_attn'), x, places, normedProjections);
  const sum = g.add(x, rmsNorm(context, weights, 'post_attention_layernorm', attended));
  const rest = gatedFeedForward(context, weights.at('mlp'), sum);
  return g.add(sum, rmsNorm(context, weights, 'post_feedforward_layernorm', rest));
};

/** modeling_olmo2.py */
export const olmo2 = llamaLike('olmo2', 'Olmo2', readOlmo2Config, (context) => rotaryDecoder(context, layer, rmsNorm));
