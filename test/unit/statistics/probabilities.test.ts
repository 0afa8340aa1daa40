import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argmax,
  binaryCrossEntropy,
  crossEntropy,
  sigmoid,
  softmax,
} from '../../../src/common/statistics/probabilities';

const logits = fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 1, maxLength: 20 });

describe('probabilities', () => {
  it('softmax sums to 1 and keeps the order', () => {
    fc.assert(
      fc.property(logits, (row) => {
        const probabilities = softmax(row);
        expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        expect(probabilities[argmax(row)]).toBe(Math.max(...probabilities));
      }),
    );
  });

  it('agrees with torch', () => {
    // torch.softmax, torch.sigmoid, F.cross_entropy and F.binary_cross_entropy_with_logits of these values in float64.
    expect([...softmax([4.2129, -2.8964, -3.6418])]).toEqual([
      expect.closeTo(0.9987960597684009, 12),
      expect.closeTo(0.0008164828373535612, 12),
      expect.closeTo(0.0003874573942455731, 12),
    ]);
    expect([...sigmoid([0, 2, -2])]).toEqual([
      0.5,
      expect.closeTo(0.8807970779778823, 12),
      expect.closeTo(0.11920292202211755, 12),
    ]);
    expect(crossEntropy([1, 2, 3], 0)).toBeCloseTo(2.4076059644443806, 12);
    expect(binaryCrossEntropy(2, 1)).toBeCloseTo(0.1269280110429725, 12);
    expect(binaryCrossEntropy(2, 0)).toBeCloseTo(2.1269280110429727, 12);
  });

  it('cross-entropy is minus the log of the softmax', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 9 }), (row) => {
        expect(crossEntropy(row, 1)).toBeCloseTo(-Math.log(softmax(row)[1]!), 8);
      }),
    );
  });

  it('shows NaN as NaN, never as a probability', () => {
    expect([...softmax([1, NaN])].every(Number.isNaN)).toBe(true);
    expect(argmax([])).toBe(-1);
  });
});
