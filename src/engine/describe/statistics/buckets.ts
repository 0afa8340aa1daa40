import type { Numbers } from './decode';

/** The upper halves of float32 numbers, in the order of the numbers: 128 between a number and its double. */
export const bucketCount = 65_536;

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** Counts finite numbers by bucket. */
export function countBuckets(numbers: Numbers, buckets: Float64Array): void {
  const floats = numbers instanceof Float32Array ? numbers : new Float32Array(numbers);
  const words = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  for (let index = 0; index < words.length; index++) {
    const value = numbers[index] ?? NaN;
    if (value - value !== 0) continue;
    const bits = words[index] ?? 0;
    // The bits of negative numbers run the other way.
    const bucket = ((bits & 0x8000_0000 ? ~bits : bits | 0x8000_0000) >>> 16) & 0xffff;
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
}

/** The number at which a bucket begins. */
export function bucketStart(bucket: number): number {
  if (bucket >= bucketCount) return Infinity;
  const ordered = (bucket << 16) >>> 0;
  word[0] = ordered & 0x8000_0000 ? ordered & 0x7fff_ffff : ~ordered;
  const [value = 0] = float;
  return Number.isNaN(value) ? (bucket < bucketCount / 2 ? -Infinity : Infinity) : value;
}
