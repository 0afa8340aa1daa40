import type { Numbers } from './decode';

/** Buckets of {@link Moments}: the upper halves of float32 numbers, in order. */
const bucketCount = 65_536;
/** Half of what is left out at each end of the histogram. */
const tail = 0.0005;

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/**
 * Gathers what is known of numbers that pass by once. Mean and deviation are Welford's (Knuth, The Art of Computer
 * Programming 2, 4.2.2), so that large numbers do not drown small differences.
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
    for (let index = 0; index < numbers.length; index++) this.#addOne(Number(numbers[index]));
  }

  get mean(): number | null {
    return this.finite > 0 ? this.#mean : null;
  }

  /** With n − 1, as `tensor.std()` of torch. */
  get std(): number | null {
    return this.finite > 1 ? Math.sqrt(this.#squares / (this.finite - 1)) : null;
  }

  /**
   * A range that holds at least 99.9 % of the finite numbers, tails cut evenly, its ends exact to 1 part in 128; null where there
   * are none.
   */
  get range(): readonly [number, number] | null {
    if (this.finite === 0) return null;
    const skipped = this.finite * tail;
    const low = this.#bucketBehind(skipped, 0, 1);
    const high = this.#bucketBehind(skipped, bucketCount - 1, -1);
    // A bucket begins at its number and ends at the next one's.
    return [Math.max(this.min, valueOf(low)), Math.min(this.max, valueOf(high + 1))];
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

  #addOne(value: number): void {
    this.count += 1;
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) this.nan += 1;
      else this.infinite += 1;
      return;
    }
    this.finite += 1;
    if (value === 0) this.zeros += 1;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const change = value - this.#mean;
    this.#mean += change / this.finite;
    this.#squares += change * (value - this.#mean);
    const bucket = bucketOf(value);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }
}

/** The bits of a float32 in the order of the numbers: those of negative ones turned around. */
function bucketOf(value: number): number {
  float[0] = value;
  const bits = word[0] ?? 0;
  const ordered = bits & 0x8000_0000 ? ~bits : bits | 0x8000_0000;
  return ordered >>> 16;
}

/** The number at which a bucket begins. */
function valueOf(bucket: number): number {
  if (bucket >= bucketCount) return Infinity;
  const ordered = (bucket << 16) >>> 0;
  word[0] = ordered & 0x8000_0000 ? ordered & 0x7fff_ffff : ~ordered;
  const [value = 0] = float;
  return Number.isNaN(value) ? (bucket < bucketCount / 2 ? -Infinity : Infinity) : value;
}
