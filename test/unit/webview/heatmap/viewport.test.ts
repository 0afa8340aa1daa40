import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactRequest, lengthOf, pictureRequest, suffices } from '../../../../webview/shared/heatmap/part-requests';
import {
  cellAt,
  isWhole,
  moved,
  partOf,
  pointAt,
  revealing,
  wholeView,
  zoomed,
} from '../../../../webview/shared/heatmap/viewport';

const counts = { rows: 2048, columns: 2048 };
const plot = { x: 100, y: 60, width: 512, height: 512 };
const whole = wholeView(counts);

describe('zooming and moving', () => {
  it('keeps the point under the pointer in its place', () => {
    const at = pointAt(whole, plot, 300, 400);
    const near = zoomed(whole, counts, 8, at);
    expect(pointAt(near, plot, 300, 400).row).toBeCloseTo(at.row, 6);
    expect(pointAt(near, plot, 300, 400).column).toBeCloseTo(at.column, 6);
  });

  it('never leaves the matrix', () => {
    const step = fc.tuple(
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.double({ min: -3000, max: 3000, noNaN: true }),
      fc.double({ min: 0, max: 2048, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let view = whole;
        for (const [factor, by, at] of steps) {
          view = moved(zoomed(view, counts, factor, { row: at, column: at }), counts, by, -by);
          expect(view.row).toBeGreaterThanOrEqual(0);
          expect(view.column + view.columns).toBeLessThanOrEqual(counts.columns + 1e-6);
          expect(view.rows).toBeGreaterThanOrEqual(5.99);
        }
      }),
    );
  });

  it('comes back to all of it', () => {
    const near = zoomed(whole, counts, 30, { row: 10, column: 2000 });
    expect(isWhole(near, counts)).toBe(false);
    expect(isWhole(zoomed(near, counts, 1 / 40, { row: 10, column: 2000 }), counts)).toBe(true);
  });

  it('brings a cell into view by as little as possible', () => {
    const near = { row: 100, rows: 20, column: 100, columns: 20 };
    expect(revealing(near, counts, { row: 125, column: 110 })).toEqual({ ...near, row: 106 });
    expect(revealing(near, counts, { row: 110, column: 90 })).toEqual({ ...near, column: 90 });
  });

  it('finds the cell under a point, and none beside the cells', () => {
    expect(cellAt(whole, counts, plot, 100, 60)).toEqual({ row: 0, column: 0 });
    expect(cellAt(whole, counts, plot, 611.9, 571.9)).toEqual({ row: 2047, column: 2047 });
    expect(cellAt(whole, counts, plot, 99, 200)).toBeNull();
  });
});

describe('what is asked for', () => {
  const size = { width: 1024, height: 1024 };

  it('of the whole is a pixel for each device pixel', () => {
    expect(pictureRequest(whole, counts, size, 1_048_576)).toEqual({
      part: { rows: [0, 2048], columns: [0, 2048] },
      size: { width: 1024, height: 1024 },
    });
  });

  it('of a part is at most a pixel for each cell, with a margin', () => {
    const view = { row: 1000, rows: 100, column: 500, columns: 100 };
    const { part, size: asked } = pictureRequest(view, counts, size, 1_048_576);
    expect(part).toEqual({ rows: [975, 1125], columns: [475, 625] });
    expect(asked).toEqual({ width: 150, height: 150 });
  });

  it('is never more than is given', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.integer({ min: 1, max: 2048 }),
        fc.integer({ min: 1, max: 4000 }),
        (from, length, pixels) => {
          const view = { row: Math.min(from, 2048 - length), rows: length, column: 0, columns: length };
          const request = pictureRequest(view, counts, { width: pixels, height: pixels }, 50_000);
          expect(request.size.width * request.size.height).toBeLessThanOrEqual(50_000);
          expect(lengthOf(request.part.rows)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('is nothing new after a small move, and something after zooming in', () => {
    const view = { row: 1000, rows: 400, column: 500, columns: 400 };
    const have = pictureRequest(view, counts, { width: 200, height: 200 }, 1_048_576);
    const near = moved(view, counts, 40, -30);
    const wanted = (next: typeof view) => pictureRequest(next, counts, { width: 200, height: 200 }, 1_048_576);
    expect(suffices(have, wanted(near), near, counts)).toBe(true);
    const zoomedIn = zoomed(view, counts, 3, { row: 1200, column: 700 });
    expect(suffices(have, wanted(zoomedIn), zoomedIn, counts)).toBe(false);
  });

  it('is exact values only of as many cells as are given at once', () => {
    expect(exactRequest(whole, counts, 65_536)).toBeNull();
    const view = { row: 0.5, rows: 20, column: 3.2, columns: 20 };
    expect(exactRequest(view, counts, 65_536)).toEqual(partOf(view, counts));
  });
});
