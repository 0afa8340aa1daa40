import { readPhi3Config } from './config/phi3-config';
import { llamaLike } from './llama-like';
import { fusedGatedFeedForward } from './parts/gated-feed-forward';
import { preNormLayer, rmsNorm } from './parts/pre-norm-layer';
import { fusedProjections, rotaryAttention } from './parts/rotary-attention';
import { rotaryDecoder } from './parts/rotary-decoder';

const layer = preNormLayer({
  attention: (context, weights, x, places) => rotaryAttention(context, weights, x, places, fusedProjections),
  feedForward: fusedGatedFeedForward,
});

/** modeling_phi3.py: Llama with linear layers made one, of heads that may turn in part. */
export const phi3 = llamaLike('phi3', 'Phi3', readPhi3Config, (context) => rotaryDecoder(context, layer, rmsNorm));
