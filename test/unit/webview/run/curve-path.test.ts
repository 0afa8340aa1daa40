import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveLayout } from '../../../../webview/run/curves/chart/curve-layout';
import { curvePath } from '../../../../webview/run/curves/chart/curve-path';

const chart = {
  x: { from: 0, to: 1000, lines: [], ticks: null },
  y: { from: 0, to: 10, format: String },
  curves: [],
};
const layout = curveLayout(chart, 320, 200);

/** The points of a path, with a break before those that begin a line. */
function pointsOf(d: string): { breaks: boolean; x: number; y: number }[] {
  return [...d.matchAll(/([ML])(-?[\d.]+) (-?[\d.]+)/g)].map(([, kind, x, y]) => ({
    ...{ breaks: kind === 'M', x: Number(x), y: Number(y) },
  }));
}

describe('the path of a curve', () => {
  it('has the lowest and the highest value of every pixel, and at most four points each', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 3000 }), (y) => {
        const x = y.map((_, index) => (index / y.length) * 1000);
        const points = pointsOf(curvePath({ x, y }, layout));
        const drawn = new Map<number, number[]>();
        const all = new Map<number, number[]>();
        const add = (map: Map<number, number[]>, pixel: number, value: number) =>
          map.set(pixel, [...(map.get(pixel) ?? []), value]);
        for (const point of points) add(drawn, Math.floor(point.x + 1e-9), point.y);
        y.forEach((value, index) => add(all, Math.floor(layout.xAt(x[index] ?? 0)), layout.yAt(value)));
        expect(points.length).toBeLessThanOrEqual(4 * all.size);
        // Places are written with one decimal, which may round into the next pixel: the whole picture's bounds hold.
        const bounds = (map: Map<number, number[]>) => [
          Math.min(...[...map.values()].flat()),
          Math.max(...[...map.values()].flat()),
        ];
        const [[lowDrawn = 0, highDrawn = 0], [lowAll = 0, highAll = 0]] = [bounds(drawn), bounds(all)];
        expect(lowDrawn).toBeCloseTo(lowAll, 0);
        expect(highDrawn).toBeCloseTo(highAll, 0);
      }),
      { numRuns: 50 },
    );
  });

  it('breaks where a value is missing, and keeps what is too large on the edge', () => {
    const points = pointsOf(curvePath({ x: [0, 100, 200, 300], y: [1, NaN, 2, 1e9] }, layout));
    expect(points.map(({ breaks }) => breaks)).toEqual([true, true, false]);
    expect(points.at(-1)?.y).toBe(layout.top);
  });

  it('draws each of few values once, in order', () => {
    const points = pointsOf(curvePath({ x: [0, 250, 500], y: [3, 1, 2] }, layout));
    expect(points.map(({ y }) => y)).toEqual([3, 1, 2].map((value) => Number(layout.yAt(value).toFixed(1))));
  });
});
