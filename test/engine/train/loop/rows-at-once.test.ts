import { expect, it } from 'vitest';
import { bytesOfRow, rowsThatFit } from '../../../../src/engine/train/loop/rows-at-once';

const distilbert = { layers: 6, heads: 12, hiddenSize: 768, outputs: 3, trained: 66_000_000 };
const gigabyte = 2 ** 30;

it('is the whole batch where memory is not short, and fewer rows where it is, but one at the least', () => {
  expect(rowsThatFit(distilbert, 50, 16, 8 * gigabyte)).toBe(16);
  const few = rowsThatFit(distilbert, 512, 16, 4 * gigabyte);
  expect(few).toBeGreaterThan(1);
  expect(few).toBeLessThan(16);
  expect(rowsThatFit(distilbert, 512, 16, 0)).toBe(1);
});

it('counts attention by the square of the length, and the words of a language model', () => {
  expect(bytesOfRow(distilbert, 512)).toBeGreaterThan(10 * bytesOfRow(distilbert, 50));
  const words = 4 * 128 * 50_257 * 3;
  const language = { ...distilbert, outputs: 50_257 };
  expect(bytesOfRow(language, 128) - bytesOfRow({ ...distilbert, outputs: 0 }, 128)).toBe(words);
});
