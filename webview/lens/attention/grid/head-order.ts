import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';

/** How the heads are ordered: as they are in the model, or by a measure, from small to large. */
export const headOrders = ['layer', 'entropy', 'distance'] as const;
export type HeadOrder = (typeof headOrders)[number];

/** A head's place in the model. */
export interface HeadPlace {
  readonly layer: number;
  readonly head: number;
}

/** All heads by rising entropy or distance; those without a measure come last. Equal ones stay in the model's order. */
export function sortedHeads(
  { heads, entropy, distance }: Pick<AttentionGrid, 'heads' | 'entropy' | 'distance'>,
  order: Exclude<HeadOrder, 'layer'>,
): HeadPlace[] {
  const values = order === 'entropy' ? entropy : distance;
  const rank = (index: number): number => {
    const value = values[index] ?? Number.NaN;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const compare = (a: number, b: number): number => (rank(a) === rank(b) ? a - b : rank(a) - rank(b));
  return Array.from(values, (_, index) => index)
    .sort(compare)
    .map((index) => ({ layer: Math.floor(index / heads), head: index % heads }));
}
