import { describe, expect, it } from 'vitest';
import { entriesOfTokens, entryOfToken } from '../../../../webview/lens/internals/axis/axis-entries';
import { rankOf, rowFacts } from '../../../../webview/lens/attention/axis/row-facts';
import { flowingLayout, layeredLayout, moveInGrid } from '../../../../webview/lens/attention/grid/grid-layout';
import { sortedHeads } from '../../../../webview/lens/attention/grid/head-order';
import {
  curvesOf,
  linksOfRow,
  linksOver,
  strokeOf,
  strongestKeys,
} from '../../../../webview/lens/attention/lines/line-curves';

describe('grid of heads', () => {
  it.each([
    [6, 12, 576],
    [32, 32, 576],
    [48, 64, 360],
    [2, 2, 900],
  ])('finds every cell of %i layers and %i heads where it is drawn', (layers, heads, width) => {
    const grid = layeredLayout(layers, heads, width);
    expect(grid.side).toBeGreaterThanOrEqual(24);
    for (let index = 0; index < grid.count; index += 1) {
      const { layer, head, x, y } = grid.cell(index);
      expect(grid.at(x, y)).toBe(index);
      expect(grid.at(x + grid.side - 1, y + grid.side - 1)).toBe(index);
      expect(grid.at(x + grid.side, y)).toBe(-1);
      expect(grid.indexOf(layer, head)).toBe(index);
    }
    expect(grid.cell(heads).head).toBeNull();
    expect(grid.at(2, 2)).toBe(-1);
  });

  it('uses the width that there is while thumbnails are not too large or too small', () => {
    expect(layeredLayout(6, 12, 576).width).toBeLessThanOrEqual(576);
    expect(layeredLayout(6, 12, 576).side).toBe(40);
    expect(layeredLayout(32, 32, 576).side).toBe(24);
    expect(layeredLayout(2, 2, 900).side).toBe(48);
  });

  it('flows sorted heads and finds them again', () => {
    const order = Array.from({ length: 23 }, (_, index) => ({ layer: index % 5, head: Math.floor(index / 5) }));
    const grid = flowingLayout(order, 300, 40);
    expect([grid.columns, grid.rows]).toEqual([7, 4]);
    for (const [index, place] of order.entries()) {
      const { x, y } = grid.cell(index);
      expect(grid.at(x + 1, y + 1)).toBe(index);
      expect(grid.indexOf(place.layer, place.head)).toBe(index);
    }
    expect(grid.at(grid.width - 1, grid.height - 1)).toBe(-1);
  });

  it('draws only the rows that are in view', () => {
    const grid = layeredLayout(48, 64, 576);
    const [first, last] = grid.rowsIn(500, 900);
    expect(grid.cell(first * grid.columns).y).toBeLessThanOrEqual(500);
    expect(grid.cell((last - 1) * grid.columns).y).toBeLessThan(900);
    expect(last - first).toBeLessThan(20);
    expect(grid.rowsIn(0, 1e6)).toEqual([0, 48]);
  });

  it('moves by arrows and stops at the edges', () => {
    const grid = { columns: 4, count: 10 };
    const press = (key: string, at: number, ctrlKey = false) => moveInGrid(grid, at, { key, ctrlKey, metaKey: false });
    expect([press('ArrowRight', 3), press('ArrowRight', 9), press('ArrowLeft', 4)]).toEqual([3, 9, 4]);
    expect([press('ArrowUp', 2), press('ArrowUp', 6), press('ArrowDown', 7), press('ArrowDown', 5)]).toEqual([
      2, 2, 7, 9,
    ]);
    expect([press('Home', 6), press('End', 6), press('End', 8), press('End', 0, true)]).toEqual([4, 7, 9, 9]);
    expect(press('x', 0)).toBeUndefined();
  });
});

describe('order of heads', () => {
  it('is by the measure, without one last, equal ones as in the model', () => {
    const entropy = Float32Array.of(3, 1, Number.NaN, 1);
    const places = sortedHeads({ heads: 2, entropy, distance: entropy }, 'entropy');
    expect(places.map(({ layer, head }) => `${layer}.${head}`)).toEqual(['0.1', '1.1', '0.0', '1.0']);
  });
});

describe('entries of an axis', () => {
  // <s> is left out, "transform" and "ers" are one word.
  const axis = Int32Array.of(1, 2, 2, 3, 3, 5, 6, 7);

  it('are found by their tokens', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((token) => entryOfToken(axis, token))).toEqual([-1, 0, 1, 2, 2, -1, 3, -1]);
    expect(entriesOfTokens(axis, [4, 3, 0, 1])).toEqual([0, 2]);
  });
});

describe('lines', () => {
  it('spare the chosen row from the threshold', () => {
    const links = [
      { query: 0, key: 1, weight: 0.5 },
      { query: 1, key: 1, weight: 0.05 },
      { query: 2, key: 0, weight: 0.9 },
    ];
    expect(linksOver(links, 0.1, new Set([2])).map(({ query }) => query)).toEqual([0]);
    expect(linksOfRow(3, [0.0001, 0.7, 0.2999])).toEqual([
      { query: 3, key: 1, weight: 0.7 },
      { query: 3, key: 2, weight: 0.2999 },
    ]);
  });

  it('are as wide as their weight, lie strong over weak, and are not drawn where nobody sees them', () => {
    const links = [0.9, 0.2, 0.4].map((weight, query) => ({ query, key: 0, weight }));
    const places = (step: number, bottom: number) => {
      const place = (entry: number): number => entry * step;
      return { query: place, key: place, rowHeight: step, top: 0, bottom };
    };
    const weights = (curves: readonly { weight: number }[]) => curves.map(({ weight }) => weight);
    expect(weights(curvesOf(links, places(30, 100)))).toEqual([0.2, 0.4, 0.9]);
    const apart = links.map((link) => ({ ...link, key: link.query }));
    expect(weights(curvesOf(apart, places(30, 40)))).toEqual([0.2, 0.9]);
    const crossing = [{ query: 0, key: 2, weight: 0.5 }];
    expect(curvesOf(crossing, { ...places(30, 40), top: 20 })).toMatchObject([{ from: 0, to: 60 }]);
    expect([strokeOf(0.001, 36), strokeOf(1, 36), strokeOf(1, 0.7)]).toEqual([0.5, 7, 1.2]);
    expect(linksOfRow(0, new Float32Array(512).fill(1 / 512))).toHaveLength(64);
  });
});

describe('facts of a row', () => {
  it('are its largest entropy, the share of its three strongest, and ranks', () => {
    const facts = rowFacts([0.5, 0.25, 0.125, 0.125], 4);
    expect(facts).toEqual({ mostBits: 2, topThree: 0.875 });
    expect(rowFacts([], 0)).toEqual({ mostBits: 0, topThree: 0 });
    expect([0, 1, 2, 3].map((entry) => rankOf([0.5, 0.25, 0.125, 0.125], entry))).toEqual([1, 2, 3, 3]);
  });
});

it('the keys that get the most are named first', () => {
  expect(strongestKeys([0.1, 0.574, 0.02, 0.3, 0.006], 0.03, 2)).toEqual([1, 3]);
  expect(strongestKeys([0.01, 0.02], 0.03, 5)).toEqual([]);
});
