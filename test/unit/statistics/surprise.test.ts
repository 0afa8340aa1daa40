import { expect, it } from 'vitest';
import { bitsOf, surpriseLevel } from '../../../src/common/statistics/surprise';

it.each([
  [1, 0, 0],
  [0.5, 1, 0],
  [0.4, 1.3219, 1],
  [0.25, 2, 1],
  [0.1, 3.3219, 2],
  [0.05, 4.3219, 3],
  [0.02, 5.6439, 4],
  [1e-9, 29.8974, 4],
  [0, Infinity, 4],
])('a probability of %d is %d bits and step %i', (probability, bits, level) => {
  expect(bitsOf(probability)).toBeCloseTo(bits, 4);
  expect(surpriseLevel(probability)).toBe(level);
});

it('a token without a score has no step', () => {
  expect(surpriseLevel(NaN)).toBe(0);
});
