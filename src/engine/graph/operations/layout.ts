import { dimAt, formatShape, product } from '../shapes';
import { GraphError, type Shape } from '../types';
import { inputAt, type Infer } from './infer';

/** Rows of a table [n, ...] at int64 ids [...]: `torch.nn.functional.embedding`. */
export const gather: Infer<object> = (inputs) => {
  const table = inputAt(inputs, 0);
  const ids = inputAt(inputs, 1, 'int64');
  return [{ dtype: table.dtype, shape: [...ids.shape, ...table.shape.slice(1)] }];
};

/** The same elements in another shape. */
export const reshape: Infer<{ shape: Shape }> = (inputs, { shape }) => {
  const x = inputAt(inputs, 0);
  if (product(x.shape) !== product(shape)) {
    throw new GraphError(`${formatShape(x.shape)} cannot become ${formatShape(shape)}`);
  }
  return [{ dtype: x.dtype, shape }];
};

/** Axes in another order: result axis i is input axis `permutation[i]`. */
export const transpose: Infer<{ permutation: readonly number[] }> = (inputs, { permutation }) => {
  const x = inputAt(inputs, 0);
  if (new Set(permutation).size !== x.shape.length) {
    throw new GraphError(`[${permutation.join(', ')}] does not order the axes of ${formatShape(x.shape)}`);
  }
  return [{ dtype: x.dtype, shape: permutation.map((axis) => dimAt(x.shape, axis)) }];
};

/** One index of an axis, which goes away: `x[:, index]` for axis 1. */
export const select: Infer<{ axis: number; index: number }> = (inputs, { axis, index }) => {
  const x = inputAt(inputs, 0);
  const size = dimAt(x.shape, axis);
  if (axis < 0 || (typeof size === 'number' && index >= size)) {
    throw new GraphError(`Axis ${axis} of ${formatShape(x.shape)} has no index ${index}`);
  }
  return [{ dtype: x.dtype, shape: x.shape.toSpliced(axis, 1) }];
};
