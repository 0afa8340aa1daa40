import { biasesOf, llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const read = llamaFields({
  vocabSize: 50_304,
  hiddenSize: 4096,
  intermediateSize: 11_008,
  layers: 32,
  heads: 32,
  keyValueHeads: null,
  maxPositions: 2048,
  rmsNormEps: 1e-5,
  padTokenId: 1,
  tieWordEmbeddings: false,
});

/** `Olmo2Config`. Throws LensError `bad-file` or `unsupported`. */
export function readOlmo2Config(raw: RawConfig): RotaryDecoderConfig {
  const { attention } = biasesOf(raw);
  const biases = { projections: attention, output: attention, feedForward: false };
  return { ...read(raw), biases, windowOf: () => null, rotates: () => true };
}
