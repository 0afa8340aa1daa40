/** The place of the value nearest to `x` in a rising list; -1 for an empty one. */
export function nearestIndex(values: ArrayLike<number>, x: number): number {
  if (values.length === 0) return -1;
  const after = firstFrom(values, x);
  if (after === 0) return 0;
  if (after === values.length) return values.length - 1;
  return x - (values[after - 1] ?? NaN) <= (values[after] ?? NaN) - x ? after - 1 : after;
}

/** The place of the first value that is not below `x`; the length when all are. */
export function firstFrom(values: ArrayLike<number>, x: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? NaN) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
