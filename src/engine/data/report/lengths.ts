import type { DataReport } from '../../../common/contracts/training/run-folder';

const mostBins = 48;
const steps = [1, 2, 5] as const;

/** How long rows are before the cut, as a histogram of round widths. */
export function lengthsOf(lengths: ArrayLike<number>, maxLength: number): DataReport['lengths'] {
  const all = Array.from(lengths);
  const max = all.reduce((most, length) => Math.max(most, length), 0);
  const width = widthFor(max);
  const bins = new Array<number>(Math.ceil(max / width)).fill(0);
  for (const length of all) {
    const bin = Math.max(0, Math.ceil(length / width) - 1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const sum = all.reduce((total, length) => total + length, 0);
  const cut = all.filter((length) => length > maxLength).length;
  return { max, mean: all.length === 0 ? 0 : sum / all.length, bins, width, cut, maxLength };
}

/** 1, 2, 5, 10, 20, ...: the least that keeps to so many bins. */
function widthFor(max: number): number {
  for (let power = 1; ; power *= 10) {
    const step = steps.find((each) => each * power * mostBins >= max);
    if (step !== undefined) return step * power;
  }
}
