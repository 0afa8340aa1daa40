import { expect } from 'vitest';
import type { Tensor } from '../../../src/common/tensors/tensor';

/** The largest difference of two tensors, divided by the largest absolute value of the expected one. */
export function relativeDifference(actual: Tensor, expected: Tensor): number {
  expect(actual.dims).toEqual(expected.dims);
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < expected.data.length; i++) {
    const [a, b] = [Number(actual.data[i]), Number(expected.data[i])];
    if (Number.isNaN(a)) return NaN;
    difference = Math.max(difference, Math.abs(a - b));
    largest = Math.max(largest, Math.abs(b));
  }
  return difference / largest;
}

/** Some indices of one dimension of a float32 tensor, in the order given. */
export function pick({ dims, data }: Tensor, dimension: number, indices: readonly number[]): Tensor {
  const inner = dims.slice(dimension + 1).reduce((a, b) => a * b, 1);
  const size = dims[dimension] ?? 1;
  const outer = dims.slice(0, dimension).reduce((a, b) => a * b, 1);
  const picked: number[] = [];
  for (let o = 0; o < outer; o++) {
    for (const index of indices) {
      const start = (o * size + index) * inner;
      for (let i = 0; i < inner; i++) picked.push(Number(data[start + i]));
    }
  }
  const shape = dims.map((value, at) => (at === dimension ? indices.length : value));
  return { dims: shape, data: Float32Array.from(picked) };
}
