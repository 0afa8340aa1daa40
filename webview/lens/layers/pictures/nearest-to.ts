import type { Neighbours } from '../scene/layers-scene';

export interface NearToken {
  readonly entry: number;
  readonly cosine: number;
}

/** The entries nearest to one, the nearest first; of equally near ones the first in the text. */
export function nearestTo({ entry, cosines }: Pick<Neighbours, 'entry' | 'cosines'>, count: number): NearToken[] {
  return Array.from(cosines, (cosine, other) => ({ entry: other, cosine }))
    .filter((other) => other.entry !== entry && Number.isFinite(other.cosine))
    .sort((a, b) => b.cosine - a.cosine || a.entry - b.entry)
    .slice(0, count);
}
