import { describe, expect, it } from 'vitest';
import { linesRoom, placesIn } from '../../../../webview/lens/attention/lines/line-places';

/** A heatmap of whole cells of 36 px. */
const shared = (rows: number, columns: number) => ({
  plot: { x: 80, y: 60, width: columns * 36, height: rows * 36 },
  view: { row: 0, rows, column: 0, columns },
});
const roomOf = (rows: number, columns: number) => linesRoom(shared(rows, columns), rows, columns);

describe('the room of lines', () => {
  it('has as much height as the rows where there are as many tokens, or fewer', () => {
    expect(roomOf(10, 10).keysHeight).toBe(360);
    expect(roomOf(10, 4).keysHeight).toBe(360);
  });

  it('has a place for each token where there are more of them than rows, up to a height', () => {
    expect(roomOf(1, 10).keysHeight).toBe(360);
    expect(roomOf(1, 400).keysHeight).toBe(560);
    const { query, key, bottom } = placesIn(roomOf(1, 10));
    expect([query(0), key(0), key(9), bottom]).toEqual([78, 78, 402, 420]);
  });

  it('stays as high while the heatmap is zoomed', () => {
    const { plot } = shared(1, 10);
    expect(linesRoom({ plot, view: { row: 0, rows: 1, column: 2, columns: 6 } }, 1, 10).keysHeight).toBe(360);
  });
});
