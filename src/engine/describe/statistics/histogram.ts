import type { Numbers } from './decode';

/** So many bins are told apart in a picture of this size. */
export const binCount = 48;

/** Counts numbers in equal bins from `from` to `to`, both included; others and NaN are left out. */
export class Histogram {
  readonly counts = new Array<number>(binCount).fill(0);

  constructor(
    readonly from: number,
    readonly to: number,
  ) {}

  add(numbers: Numbers): void {
    const { from, to, counts } = this;
    const scale = to > from ? binCount / (to - from) : 0;
    for (let index = 0; index < numbers.length; index++) {
      const value = numbers[index] ?? NaN;
      if (!(value >= from && value <= to)) continue;
      const bin = Math.min(binCount - 1, Math.floor((value - from) * scale));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
}
