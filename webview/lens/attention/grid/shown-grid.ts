import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';

/** A grid of which layers may still be on their way: they have blank thumbnails, and NaN for measures. */
export interface ShownGrid extends AttentionGrid {
  readonly known: ReadonlySet<number>;
}

/** A grid that came as a whole. */
export function wholeGrid(grid: AttentionGrid): ShownGrid {
  return { ...grid, known: new Set(Array.from({ length: grid.layers }, (_, layer) => layer)) };
}

/**
 * The grid of a stack out of the layers that are here, each the answer for one layer; without any it has the size that it
 * will have, and nothing in it.
 */
export function gridOfLayers(
  { layers, heads }: Pick<AttentionStack, 'layers' | 'heads'>,
  answers: ReadonlyMap<number, AttentionGrid>,
): ShownGrid {
  const [first] = answers.values();
  const { width, height } = first ?? { width: 1, height: 1 };
  const bytesOfLayer = (heads + 1) * width * height;
  const grid = {
    queries: first?.queries ?? new Int32Array(),
    keys: first?.keys ?? new Int32Array(),
    ...{ layers, heads, width, height },
    thumbnails: new Uint8Array(layers * bytesOfLayer),
    entropy: new Float32Array(layers * heads).fill(Number.NaN),
    distance: new Float32Array(layers * heads).fill(Number.NaN),
    known: new Set(answers.keys()),
  };
  for (const [layer, answer] of answers) {
    grid.thumbnails.set(answer.thumbnails, layer * bytesOfLayer);
    grid.entropy.set(answer.entropy, layer * heads);
    grid.distance.set(answer.distance, layer * heads);
  }
  return grid;
}
