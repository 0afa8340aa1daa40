import type { Tensor } from '../../../common/tensors/tensor';

/** Two sets of tensors, where they differ most. */
export interface Difference {
  readonly tensor: string;
  /** The largest difference divided by the largest absolute value expected; Infinity for what is no number or missing. */
  readonly difference: number;
}

/** Finds the tensor that differs most from what is expected of it. Padding is compared as well. */
export function largestDifference(
  expected: ReadonlyMap<string, Tensor>,
  actual: ReadonlyMap<string, Tensor>,
): Difference {
  let worst: Difference = { tensor: '', difference: 0 };
  for (const [tensor, value] of expected) {
    const difference = relative(value, actual.get(tensor));
    if (worst.tensor === '' || difference > worst.difference) worst = { tensor, difference };
  }
  return worst;
}

function relative(expected: Tensor, actual: Tensor | undefined): number {
  if (actual?.data.length !== expected.data.length) return Infinity;
  let [difference, largest] = [0, 0];
  for (let i = 0; i < expected.data.length; i++) {
    const [a, b] = [Number(actual.data[i]), Number(expected.data[i])];
    difference = Math.max(difference, Number.isFinite(a) ? Math.abs(a - b) : Infinity);
    largest = Math.max(largest, Math.abs(b));
  }
  return difference === 0 ? 0 : difference / largest;
}
