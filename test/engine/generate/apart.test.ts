import { expect, test } from 'vitest';
import { readApart } from '../../../src/engine/generate/model/apart';
import type { Reading } from '../../../src/engine/generate/model/language-model';

/** A reading whose logits are the sum of each row's tokens and their number. It counts what is read. */
function counting(asked: number[][]) {
  const reading = (texts: readonly (readonly number[])[]): Reading => ({
    rows: texts.length,
    logits: Float32Array.from(texts.flatMap((text) => [text.reduce((a, b) => a + b, 0), text.length])),
    cacheBytes: texts.flat().length,
    next: (tokens, from) => {
      asked.push([...tokens]);
      return Promise.resolve(reading(from.map((row, index) => [...(texts[row] ?? []), tokens[index] ?? NaN])));
    },
  });
  return (texts: readonly (readonly number[])[]) => Promise.resolve(reading(texts));
}

test('texts that are read apart are rows that can be repeated, put in another order and left out', async () => {
  const asked: number[][] = [];
  const first = await readApart([[1, 2, 3], [10]], counting(asked));
  expect([...first.logits]).toEqual([6, 3, 10, 1]);
  expect(first.cacheBytes).toBe(4);
  const three = await first.next([5, 6, 7], [1, 0, 1]);
  expect(three.rows).toBe(3);
  expect([...three.logits]).toEqual([15, 2, 12, 4, 17, 2]);
  // Both rows of the second text went on together.
  expect(asked).toEqual([[6], [5, 7]]);
  const last = await three.next([1], [2]);
  expect([...last.logits]).toEqual([18, 3]);
  expect([...(await first.next([1], [0])).logits]).toEqual([7, 4]);
});
