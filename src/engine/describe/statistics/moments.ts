import { bucketCount, bucketStart, countBuckets } from './buckets';
import type { Numbers } from './decode';

/** What is left out at each end of the histogram. */
const tail = 0.0005;

/**
 * Gathers what is known of numbers that pass by once, in parts. Mean and deviation of the parts are worked out by
 * themselves and put together (Chan, Golub, LeVeque 1979), so that large numbers do not drown small differences.
 */
export class Moments {
  count = 0;
  nan = 0;
  infinite = 0;
  zeros = 0;
  finite = 0;
  min = Infinity;
  max = -Infinity;
  #mean = 0;
  #squares = 0;
  readonly #buckets = new Float64Array(bucketCount);

  add(numbers: Numbers): void {
    const { finite, sum } = this.#count(numbers);
    this.count += numbers.length;
    if (finite === 0) return;
    countBuckets(numbers, this.#buckets);
    this.#combine(finite, sum / finite, squaresAround(numbers, sum / finite));
  }

  get mean(): number | null {
    return this.finite > 0 ? this.#mean : null;
  }

  /** With n − 1, as `tensor.std()` of torch. */
  get std(): number | null {
    return this.finite > 1 ? Math.sqrt(this.#squares / (this.finite - 1)) : null;
  }

  /**
   * A range that holds at least 99.9 % of the finite numbers, tails cut evenly, its ends exact to 1 part in 128; null
   * where there are none.
   */
  get range(): readonly [number, number] | null {
    if (this.finite === 0) return null;
    const skipped = this.finite * tail;
    const low = this.#bucketBehind(skipped, 0, 1);
    const high = this.#bucketBehind(skipped, bucketCount - 1, -1);
    // A bucket begins at its number and ends at the next one's.
    return [Math.max(this.min, bucketStart(low)), Math.min(this.max, bucketStart(high + 1))];
  }

  #bucketBehind(skipped: number, from: number, step: 1 | -1): number {
    let seen = 0;
    let bucket = from;
    for (; bucket >= 0 && bucket < bucketCount; bucket += step) {
      seen += this.#buckets[bucket] ?? 0;
      if (seen > skipped) return bucket;
    }
    return bucket - step;
  }

  /** Everything but the deviation. */
  #count(numbers: Numbers): { readonly finite: number; readonly sum: number } {
    let { min, max } = this;
    let [finite, sum, nan, zeros] = [0, 0, 0, 0];
    for (let index = 0; index < numbers.length; index++) {
      const value = numbers[index] ?? NaN;
      if (value - value !== 0) {
        if (value !== value) nan += 1;
        continue;
      }
      finite += 1;
      sum += value;
      if (value === 0) zeros += 1;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    [this.min, this.max] = [min, max];
    this.nan += nan;
    this.zeros += zeros;
    this.infinite += numbers.length - finite - nan;
    return { finite, sum };
  }

  #combine(finite: number, mean: number, squares: number): void {
    const total = this.finite + finite;
    const change = mean - this.#mean;
    this.#mean += (change * finite) / total;
    this.#squares += squares + (change * change * this.finite * finite) / total;
    this.finite = total;
  }
}

function squaresAround(numbers: Numbers, mean: number): number {
  let squares = 0;
  for (let index = 0; index < numbers.length; index++) {
    const change = (numbers[index] ?? NaN) - mean;
    if (change - change === 0) squares += change * change;
  }
  return squares;
}
