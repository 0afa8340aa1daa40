import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import { layerWindows, slidingWindow } from './attention-windows';
import { biasesOf, llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const read = llamaFields({
  vocabSize: 128_256,
  hiddenSize: 2048,
  intermediateSize: 11_008,
  layers: 36,
  heads: 16,
  keyValueHeads: 4,
  maxPositions: 32_768,
  rmsNormEps: 1e-6,
  padTokenId: 128_004,
  tieWordEmbeddings: true,
  rope: { defaultTheta: 2_000_000 },
});

const fields = v.object({
  use_sliding_window: v.optional(v.boolean(), false),
  no_rope_layers: v.optional(v.nullable(v.array(v.union([v.number(), v.boolean()]))), null),
  no_rope_layer_interval: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)), 4),
});

/** `SmolLM3Config`: every fourth layer does not turn its queries and keys. Throws LensError `bad-file` or `unsupported`. */
export function readSmollm3Config(raw: RawConfig): RotaryDecoderConfig {
  const config = read(raw);
  const given = checkShape(raw, fields, 'config.json');
  const { no_rope_layers: listed, no_rope_layer_interval: interval } = given;
  const layers = config.numHiddenLayers;
  if (listed !== null && listed.length < layers) {
    throw new LensError('bad-file', `config.json: "no_rope_layers" lists ${listed.length} layers of ${layers}.`);
  }
  const rotates = (layer: number): boolean => (listed === null ? (layer + 1) % interval !== 0 : Boolean(listed[layer]));
  const window = slidingWindow(raw, null);
  const slides = (layer: number): boolean => given.use_sliding_window && !rotates(layer);
  const { attention, feedForward } = biasesOf(raw);
  return {
    ...config,
    biases: { projections: attention, output: attention, feedForward },
    windowOf: layerWindows(raw, layers, window, slides),
    rotates,
  };
}
