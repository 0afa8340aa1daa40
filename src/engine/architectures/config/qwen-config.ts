import * as v from 'valibot';
import { checkShape } from '../../../common/json/parse-json';
import { layerWindows, slidingWindow } from './attention-windows';
import { biasesOf, llamaFields } from './llama-fields';
import type { RawConfig } from './raw-config';
import type { RotaryDecoderConfig } from './rotary-decoder-config';

const defaults = {
  vocabSize: 151_936,
  hiddenSize: 4096,
  intermediateSize: 22_016,
  layers: 32,
  heads: 32,
  keyValueHeads: 32,
  maxPositions: 32_768,
  rmsNormEps: 1e-6,
  padTokenId: null,
  tieWordEmbeddings: false,
};
const readQwen2 = llamaFields(defaults);
const readQwen3 = llamaFields({ ...defaults, headDim: 128 });

const windowFields = v.object({
  use_sliding_window: v.optional(v.boolean(), false),
  max_window_layers: v.optional(v.pipe(v.number(), v.safeInteger()), 28),
});

/** Layers from `max_window_layers` on slide, where sliding is used at all. */
function windows(raw: RawConfig, layers: number): (layer: number) => number | null {
  const given = checkShape(raw, windowFields, 'config.json');
  const window = given.use_sliding_window ? slidingWindow(raw, 4096) : null;
  return layerWindows(raw, layers, window, (layer) => layer >= given.max_window_layers);
}

/** `Qwen2Config`: biases of queries, keys and values, whatever the config says. */
export function readQwen2Config(raw: RawConfig): RotaryDecoderConfig {
  const config = readQwen2(raw);
  const biases = { projections: true, output: false, feedForward: false };
  return { ...config, biases, windowOf: windows(raw, config.numHiddenLayers), rotates: () => true };
}

/** `Qwen3Config` */
export function readQwen3Config(raw: RawConfig): RotaryDecoderConfig {
  const config = readQwen3(raw);
  const { attention } = biasesOf(raw);
  const biases = { projections: attention, output: attention, feedForward: false };
  return { ...config, biases, windowOf: windows(raw, config.numHiddenLayers), rotates: () => true };
}
