import { biasesOf, llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const read = llamaFields({
  vocabSize: 256_000,
  hiddenSize: 3072,
  intermediateSize: 24_576,
  layers: 28,
  heads: 16,
  keyValueHeads: 16,
  headDim: 256,
  hiddenAct: 'gelu_pytorch_tanh',
  maxPositions: 8192,
  rmsNormEps: 1e-6,
  padTokenId: 0,
  tieWordEmbeddings: true,
});

/** `GemmaConfig`, which takes "gelu" for its tanh approximation. Throws LensError `bad-file` or `unsupported`. */
export function readGemmaConfig(raw: RawConfig): RotaryDecoderConfig {
  const config = read(raw);
  const { attention } = biasesOf(raw);
  return {
    ...config,
    hiddenAct: config.hiddenAct === 'gelu' ? 'gelu_pytorch_tanh' : config.hiddenAct,
    biases: { projections: attention, output: attention, feedForward: false },
    windowOf: () => null,
    rotates: () => true,
  };
}
