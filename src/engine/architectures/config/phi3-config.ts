import { LensError } from '../../../common/errors/lens-error';
import { slidingWindow } from './attention-windows';
import { llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const read = llamaFields({
  vocabSize: 32_064,
  hiddenSize: 3072,
  intermediateSize: 8192,
  layers: 32,
  heads: 32,
  keyValueHeads: null,
  maxPositions: 4096,
  rmsNormEps: 1e-5,
  padTokenId: 32_000,
  tieWordEmbeddings: false,
  rope: {
    partial: true,
    originalMaxPositions: 4096,
    oldNames: new Map([
      ['su', 'longrope'],
      ['yarn', 'longrope'],
    ]),
  },
});

/** `Phi3Config`. Throws LensError `bad-file` or `unsupported`. */
export function readPhi3Config(raw: RawConfig): RotaryDecoderConfig {
  const config = read(raw);
  if (config.rope.type !== 'default' && config.rope.type !== 'longrope') {
    throw new LensError(
      'bad-file',
      `config.json: Phi-3 has no rotary position embeddings of the kind "${config.rope.type}".`,
    );
  }
  const window = slidingWindow(raw, null);
  const biases = { projections: false, output: false, feedForward: false };
  return { ...config, biases, windowOf: () => window, rotates: () => true };
}
