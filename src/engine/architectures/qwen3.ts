import { readQwen3Config } from './config/qwen-config';
import { llamaLike } from './llama-like';
import { preNormLayer, rmsNorm } from './parts/pre-norm-layer';
import { projections, rotaryAttention } from './parts/rotary-attention';
import { rotaryDecoder } from './parts/rotary-decoder';

const layer = preNormLayer({
  attention: (context, weights, x, places) =>
    rotaryAttention(context, weights, x, places, projections, 'norm of heads'),
});

/** modeling_qwen3.py: Llama with norms of each head's queries and keys. */
export const qwen3 = llamaLike('qwen3', 'Qwen3', readQwen3Config, (context) => rotaryDecoder(context, layer, rmsNorm));
