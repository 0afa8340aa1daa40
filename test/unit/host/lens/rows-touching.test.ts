import { describe, expect, it } from 'vitest';
import { rowsTouching } from '../../../../src/host/lens/run/rows-touching';
import { runOf, runRow, token } from '../fakes';

/** Windows of 10 tokens of 10 characters that share 3: they begin at 0, 70, 140, ... */
const windows = Array.from({ length: 1000 }, (_, window) =>
  runRow({
    window,
    tokens: Array.from({ length: 10 }, (_, index) => {
      const start = (window * 7 + index) * 10;
      return token(start, start + 10, 'characters', index);
    }),
  }),
);
const run = runOf(windows);
const stretch = (start: number, end: number, input = 0) => ({ input, sequence: 0, start, end }) as const;

describe('rowsTouching', () => {
  it('gives every window that holds a token of the stretch, and few others', () => {
    for (const start of [0, 5, 69, 70, 75, 99, 100, 3456, 6990, 7039, 69_990, 80_000]) {
      const rows = rowsTouching(run, stretch(start, start + 30));
      const holding = windows.flatMap(({ tokens }, row) =>
        tokens.some((token) => (token.start ?? 0) < start + 30 && (token.end ?? 0) > start) ? [row] : [],
      );
      expect(rows).toEqual(expect.arrayContaining(holding));
      expect(rows.length).toBeLessThanOrEqual(holding.length + 2);
      expect(rows).toEqual([...rows].sort((a, b) => a - b));
    }
  });

  it('asks only the rows of the input', () => {
    const batch = runOf([runRow(), runRow({ input: 1 }), runRow({ input: 2 })]);
    expect(rowsTouching(batch, stretch(0, 4, 1))).toEqual([1]);
  });

  it('asks every window where their order tells nothing', () => {
    const backwards = runOf([...windows.slice(0, 5)].reverse());
    expect(rowsTouching(backwards, stretch(0, 4))).toEqual([0, 1, 2, 3, 4]);
    expect(rowsTouching(run, { ...stretch(0, 4), sequence: 1 })).toHaveLength(1000);
  });
});
