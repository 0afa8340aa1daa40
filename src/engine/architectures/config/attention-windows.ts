import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import type { RawConfig } from './raw-config';

const size = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** `sliding_window`: how many keys a query sees; null for all before it. Throws LensError `bad-file`. */
export function slidingWindow(raw: RawConfig, fallback: number | null): number | null {
  const { sliding_window: window } = checkShape(
    raw,
    v.object({ sliding_window: v.optional(size, fallback) }),
    'config.json',
  );
  return window;
}

const layerTypes = v.object({ layer_types: v.optional(v.nullable(v.array(v.string())), null) });

/**
 * The window of each layer by `layer_types`, or, where the config does not list them, by a rule.
 * @throws LensError `unsupported` for a kind of layer that is not covered, `bad-file` for a list that does not fit
 */
export function layerWindows(
  raw: RawConfig,
  layers: number,
  window: number | null,
  slides: (layer: number) => boolean,
): (layer: number) => number | null {
  const { layer_types: types } = checkShape(raw, layerTypes, 'config.json');
  if (types === null) return (layer) => (slides(layer) ? window : null);
  if (types.length !== layers) {
    throw new LensError('bad-file', `config.json: "layer_types" lists ${types.length} layers of ${layers}.`);
  }
  const other = types.find((type) => type !== 'full_attention' && type !== 'sliding_attention');
  if (other !== undefined) {
    throw new LensError('unsupported', `The kind of layer "${other}" in config.json is not covered yet.`);
  }
  if (window === null && types.includes('sliding_attention')) {
    throw new LensError(
      'bad-file',
      'config.json: "layer_types" has sliding attention, but there is no "sliding_window".',
    );
  }
  return (layer) => (types[layer] === 'sliding_attention' ? window : null);
}
