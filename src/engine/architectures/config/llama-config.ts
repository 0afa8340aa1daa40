import { LensError } from '../../../common/errors/lens-error';
import { slidingWindow } from './attention-windows';
import { biasesOf, llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const usual = { vocabSize: 32_000, hiddenSize: 4096, layers: 32, heads: 32, rmsNormEps: 1e-6, padTokenId: null };

const llamaDefaults = { ...usual, intermediateSize: 11_008, keyValueHeads: null, maxPositions: 2048 };
const mistralDefaults = { ...usual, intermediateSize: 14_336, keyValueHeads: 8, maxPositions: 131_072 };

const readLlama = llamaFields({ ...llamaDefaults, tieWordEmbeddings: false });
const readMistral = llamaFields({ ...mistralDefaults, tieWordEmbeddings: false });

/** `LlamaConfig`. Throws LensError `bad-file` for a field that cannot be, `unsupported` for one that is not covered. */
export function readLlamaConfig(raw: RawConfig): RotaryDecoderConfig {
  const config = readLlama(raw);
  const { hiddenSize, numAttentionHeads } = config;
  if (hiddenSize % numAttentionHeads !== 0) {
    throw new LensError(
      'bad-file',
      `config.json: the hidden size ${hiddenSize} is not a multiple of the ${numAttentionHeads} attention heads.`,
    );
  }
  const { attention, feedForward } = biasesOf(raw);
  const biases = { projections: attention, output: attention, feedForward };
  return { ...config, biases, windowOf: () => null, rotates: () => true };
}

/** `MistralConfig`: no biases, a sliding window. */
export function readMistralConfig(raw: RawConfig): RotaryDecoderConfig {
  const window = slidingWindow(raw, 4096);
  const biases = { projections: false, output: false, feedForward: false };
  return { ...readMistral(raw), biases, windowOf: () => window, rotates: () => true };
}
