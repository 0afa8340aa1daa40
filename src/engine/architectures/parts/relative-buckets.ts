/** How distances between tokens become rows of a table of biases. */
export interface RelativeBuckets {
  readonly buckets: number;
  /** Distances from here on share the last bucket. */
  readonly maxDistance: number;
  /** True where a token looks both ways: half of the buckets are then for what comes behind it. */
  readonly bidirectional: boolean;
}

/**
 * `_relative_position_bucket` of modeling_t5.py for the relative positions (key minus query) -maxDistance to maxDistance,
 * in order; what lies beyond has the bucket of its end. Computed as PyTorch does, in float32: where a distance is the
 * border of two buckets, rounding decides.
 */
export function relativeBuckets({ buckets, maxDistance, bidirectional }: RelativeBuckets): number[] {
  const perSide = bidirectional ? Math.floor(buckets / 2) : buckets;
  return Array.from({ length: 2 * maxDistance + 1 }, (_, index) => {
    const position = index - maxDistance;
    if (bidirectional) return (position > 0 ? perSide : 0) + bucketOf(Math.abs(position), perSide, maxDistance);
    return bucketOf(Math.max(0, -position), perSide, maxDistance);
  });
}

/** The first half of the buckets have one distance each, those of the other half grow logarithmically. */
function bucketOf(distance: number, buckets: number, maxDistance: number): number {
  const exact = Math.floor(buckets / 2);
  if (distance < exact) return distance;
  const { fround } = Math;
  const log = fround(Math.log(fround(distance / exact)));
  const share = fround(log / fround(Math.log(maxDistance / exact)));
  return Math.min(exact + Math.trunc(fround(share * (buckets - exact))), buckets - 1);
}
