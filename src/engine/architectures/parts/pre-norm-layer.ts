import type { Value } from '../../graph/types';
import { gatedFeedForward } from './gated-feed-forward';
import { rotaryAttention } from './rotary-attention';
import type { DecoderContext, DecoderLayer, DecoderNorm, Places } from './rotary-decoder';
import type { Weights } from './weights';

/** The norm of Llama. */
export const rmsNorm: DecoderNorm = ({ config }, weights, name, x) => weights.rmsNorm(name, x, config.rmsNormEps);

/** The two blocks of a layer, where they are not Llama's. */
export interface Blocks {
  readonly norm?: DecoderNorm;
  readonly attention?: (context: DecoderContext, weights: Weights, x: Value, places: Places) => Value;
  readonly feedForward?: (context: DecoderContext, weights: Weights, x: Value) => Value;
}

/** `LlamaDecoderLayer` and its like: each block is given what was normed, and its result is added. */
export function preNormLayer({ norm = rmsNorm, ...blocks }: Blocks = {}): DecoderLayer {
  const { attention = rotaryAttention, feedForward = gatedFeedForward } = blocks;
  return (context, weights, x, places) => {
    const { graph: g, config } = context;
    const { residual } = config.dropout;
    const normed = norm(context, weights, 'input_layernorm', x);
    const attended = g.add(x, g.dropout(attention(context, weights.at('self_attn'), normed, places), residual));
    const rest = norm(context, weights, 'post_attention_layernorm', attended);
    return g.add(attended, g.dropout(feedForward(context, weights.at('mlp'), rest), residual));
  };
}
