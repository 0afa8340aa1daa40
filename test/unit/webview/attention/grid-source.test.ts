import { describe, expect, it } from 'vitest';
import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import { isSoonDone, nextLayer } from '../../../../webview/lens/attention/grid/grid-source';
import { gridOfLayers, wholeGrid } from '../../../../webview/lens/attention/grid/shown-grid';

describe('the layer to ask for', () => {
  it.each([
    ['the first in view', [0, 1, 2, 3, 4, 5], [2, 4], -1, 2],
    ['the one that is asked for, while it is in view', [0, 1, 2, 3, 4, 5], [2, 4], 3, 3],
    ['one in view for one that was scrolled away', [0, 1, 2, 3, 4, 5], [3, 5], 1, 3],
    ['any other once all in view are here', [0, 1, 5], [2, 5], -1, 0],
    ['the one that is asked for, while none in view is missing', [0, 1, 5], [2, 5], 5, 5],
    ['none', [], [0, 3], 2, -1],
  ] as const)('is %s', (_, missing, inView, current, expected) => {
    expect(nextLayer(missing, inView, current)).toBe(expected);
  });
});

const answer = (value: number): AttentionGrid => ({
  queries: Int32Array.of(0, 1),
  keys: Int32Array.of(0, 1),
  ...{ layers: 1, heads: 2, width: 1, height: 1 },
  thumbnails: Uint8Array.of(value, value + 1, value + 2),
  entropy: Float32Array.of(value, value),
  distance: Float32Array.of(value, value),
});

describe('a grid of layers', () => {
  it('has each where it belongs, and the others blank', () => {
    const answers = new Map([2, 0].map((layer) => [layer, answer(10 + layer * 5)]));
    const grid = gridOfLayers({ layers: 3, heads: 2 }, answers);
    expect([...grid.thumbnails]).toEqual([10, 11, 12, 0, 0, 0, 20, 21, 22]);
    expect([...grid.entropy]).toEqual([10, 10, NaN, NaN, 20, 20]);
    expect([...grid.known].sort()).toEqual([0, 2]);
  });

  it('has its size before anything is here', () => {
    const grid = gridOfLayers({ layers: 3, heads: 2 }, new Map());
    expect(grid).toMatchObject({ layers: 3, heads: 2, width: 1, height: 1 });
    expect(grid.thumbnails).toHaveLength(9);
    expect(grid.known.size).toBe(0);
  });

  it('that came whole is known whole', () => {
    expect([...wholeGrid(answer(1)).known]).toEqual([0]);
  });
});

describe('whether a grid is soon done', () => {
  const stack = { kind: 'cross', name: 'cross_attentions', causal: false, neurons: true } as const;

  it.each([
    ['few weights', true, { input: 100, target: 80 }, true],
    ['many weights', true, { input: 512, target: 512 }, false],
    ['layers that are computed', false, { input: 4, target: 4 }, false],
  ])('of %s', (_, kept, tokens, soon) => {
    const sides = { layers: 12, heads: 12, queries: 'target', keys: 'input' } as const;
    expect(isSoonDone({ ...stack, ...sides }, { kept, tokens })).toBe(soon);
  });
});
