import { describe, expect, it } from 'vitest';
import { smooth, weightFor } from '../../../../webview/run/curves/series/smooth';

describe('smoothing', () => {
  it('is the moving average without the pull of its start', () => {
    // By hand: m = 0.5 m + 0.5 v, divided by 1 - 0.5^n.
    expect([...smooth([4, 2, 8], 0.5)]).toEqual(
      [4, (0.5 * 2 + 0.5 * 2) / 0.75, (0.5 * 2 + 4) / 0.875].map(Math.fround),
    );
  });

  it('gives the values themselves without a weight, and a constant for a constant', () => {
    expect([...smooth([1, 5, 2], 0)]).toEqual([1, 5, 2]);
    for (const value of smooth(new Float32Array(500).fill(0.25), 0.99)) expect(value).toBeCloseTo(0.25, 6);
  });

  it('leaves out what is no number', () => {
    const smoothed = smooth([1, NaN, Infinity, 1], 0.9);
    expect([...smoothed].map(Number.isFinite)).toEqual([true, false, false, true]);
    expect(smoothed[3]).toBeCloseTo(1, 6);
  });

  it('weighs the steps of long runs less', () => {
    expect(weightFor(0.8, 300)).toBe(0.8);
    expect(weightFor(0.8, 100_000)).toBeCloseTo(0.8 ** 0.01, 12);
    expect(weightFor(0, 100_000)).toBe(0);
  });
});
