import { readGemmaConfig } from './config/gemma-config';
import { llamaLike } from './llama-like';
import { preNormLayer } from './parts/pre-norm-layer';
import { paddedEmbedding, rotaryDecoder, type DecoderContext, type DecoderNorm } from './parts/rotary-decoder';
import type { Value } from '../graph/types';

/** `GemmaRMSNorm` multiplies by 1 + weight. */
const norm: DecoderNorm = ({ graph: g, config }, weights, name, x) => {
  const weight = weights.parameter(`${name}.weight`, [config.hiddenSize]);
  return g.rmsNorm(x, g.add(weight, g.scalar(1)), config.rmsNormEps);
};

/** `GemmaTextScaledWordEmbedding` */
const embed = (context: DecoderContext): Value =>
  context.graph.scale(paddedEmbedding(context), Math.sqrt(context.config.hiddenSize));

const layer = preNormLayer({ norm });

/** modeling_gemma.py: Llama with scaled embeddings and another norm. */
export const gemma = llamaLike('gemma', 'Gemma', readGemmaConfig, (context) =>
  rotaryDecoder(context, layer, norm, embed),
);
