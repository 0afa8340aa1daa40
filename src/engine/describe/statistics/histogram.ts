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
    const width = (this.to - this.from) / binCount;
    for (let index = 0; index < numbers.length; index++) {
      const value = Number(numbers[index]);
      if (!(value >= this.from && value <= this.to)) continue;
      const bin = width > 0 ? Math.min(binCount - 1, Math.floor((value - this.from) / width)) : 0;
      this.counts[bin] = (this.counts[bin] ?? 0) + 1;
    }
  }
}
