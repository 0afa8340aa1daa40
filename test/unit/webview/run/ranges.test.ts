import { expect, it } from 'vitest';
import { formatRate, lossRange, metricRange, rateRange } from '../../../../webview/run/curves/series/ranges';

const bounds = ({ from, to }: { from: number; to: number }) => [from, to];

it('shows losses from zero to the largest, with a few far outliers on the edge', () => {
  expect(bounds(lossRange([[1.05, 0.4, NaN, 0.2]]))).toEqual([0, 1.2]);
  const spiked = [500, ...Array.from({ length: 999 }, (_, index) => 1 - index / 2000)];
  expect(lossRange([spiked]).to).toBeLessThan(2);
  expect(bounds(lossRange([[-0.5, 0.5]]))).toEqual([-0.6, 0.6]);
  expect(bounds(lossRange([[], [NaN]]))).toEqual([0, 1]);
});

it('shows metrics close to their values, shares not above 1', () => {
  const { from, to } = metricRange([[0.907, 0.943]]);
  expect(from).toBeGreaterThan(0.85);
  expect(to).toBeLessThanOrEqual(1);
  expect(metricRange([[21, 27]]).from).toBeGreaterThan(15);
});

it('shows learning rates from zero, written shortly', () => {
  expect(bounds(rateRange([[0, 2e-5]]))).toEqual([0, 2e-5]);
  expect([2e-5, 1.42e-5, 0, 0.01, NaN].map(formatRate)).toEqual(['2e-5', '1.42e-5', '0', '0.01', 'NaN']);
});
