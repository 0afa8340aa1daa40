import type { LayersScene } from './layers-scene';

/** Of a character in the editor's font and of the longest name of a layer, in px: pictures under each other begin alike. */
const character = 6.63;
const layerName = 85;
const most = 128;
const measured = 200;

/** Space for labels of tokens and layers alike, in px. */
export function labelWidthOf({ axis }: Pick<LayersScene, 'axis'>): number {
  const step = Math.max(1, Math.floor(axis.count / measured));
  let longest = 0;
  for (let entry = 0; entry < axis.count; entry += step) longest = Math.max(longest, axis.label(entry).length);
  return Math.min(most, Math.max(layerName, Math.ceil(longest * character) + 10));
}
