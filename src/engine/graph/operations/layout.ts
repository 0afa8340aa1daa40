import { broadcast, dimAt, formatShape, product, sameShape } from '../shapes';
import { GraphError, type Dim, type Shape } from '../types';
import { inputAt, type Infer } from './infer';

/** Of a lookup: the id whose row gets no gradient (`padding_idx` of torch.nn.Embedding), or null. */
export interface Lookup {
  readonly paddingIndex: number | null;
}

/** Rows of a table [n, ...] at int64 ids [...]: `torch.nn.functional.embedding`. */
export const gather: Infer<Lookup> = (inputs) => {
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

/** One row for each element of a batch: x [batch, n, ...] at int64 indices [batch] is [batch, ...]. */
export const selectEach: Infer<object> = (inputs) => {
  const x = inputAt(inputs, 0);
  const index = inputAt(inputs, 1, 'int64');
  dimAt(x.shape, 1);
  if (!sameShape(index.shape, x.shape.slice(0, 1))) {
    throw new GraphError(`${formatShape(index.shape)} does not choose from each of ${formatShape(x.shape)}`);
  }
  return [{ dtype: x.dtype, shape: x.shape.toSpliced(1, 1) }];
};

/** A stretch of an axis of known size: `x[..., start:end]` for axis -1. */
export const slice: Infer<{ axis: number; start: number; end: number }> = (inputs, { axis, start, end }) => {
  const x = inputAt(inputs, 0);
  const size = dimAt(x.shape, axis);
  if (typeof size === 'string' || start < 0 || start >= end || end > size) {
    throw new GraphError(`Axis ${axis} of ${formatShape(x.shape)} has no stretch from ${start} to ${end}`);
  }
  return [{ dtype: x.dtype, shape: x.shape.with(axis, end - start) }];
};

/** Values one after the other along an axis. The size of the result is given where those of the values have names. */
export const concat: Infer<{ axis: number; size: Dim | null }> = (inputs, { axis, size: given }) => {
  const first = inputAt(inputs, 0);
  const sizes = inputs.map((_, index) => {
    const { shape } = inputAt(inputs, index, first.dtype);
    const size = dimAt(shape, axis);
    const isUnknown = typeof size === 'string' && given === null;
    if (isUnknown || !sameShape(shape.with(axis, 0), first.shape.with(axis, 0))) {
      throw new GraphError(`${formatShape(shape)} does not continue ${formatShape(first.shape)} along axis ${axis}`);
    }
    return Number(size);
  });
  const sum = given ?? sizes.reduce((a, b) => a + b, 0);
  return [{ dtype: first.dtype, shape: first.shape.with(axis, sum) }];
};

/** 0, 1, 2, ... up to a size, int64 [size]. */
export const range: Infer<{ size: Dim }> = (_, { size }) => [{ dtype: 'int64', shape: [size] }];

/** A table [rows, ...] of zeros, to which values [ids..., ...] are added in the rows of their int64 ids [ids...]. */
export const scatterRows: Infer<{ rows: Dim }> = (inputs, { rows }) => {
  const values = inputAt(inputs, 0, 'float32').shape;
  const ids = inputAt(inputs, 1, 'int64').shape;
  if (!sameShape(values.slice(0, ids.length), ids)) {
    throw new GraphError(`${formatShape(values)} are not rows for ids ${formatShape(ids)}`);
  }
  return [{ dtype: 'float32', shape: [rows, ...values.slice(ids.length)] }];
};

/** An axis of known size grown to a size by zeros, of which `before` come first. */
export const pad: Infer<{ axis: number; before: number; size: Dim }> = (inputs, { axis, before, size }) => {
  const x = inputAt(inputs, 0, 'float32');
  const length = dimAt(x.shape, axis);
  if (typeof length === 'string' || (typeof size === 'number' && before + length > size)) {
    throw new GraphError(`Axis ${axis} of ${formatShape(x.shape)} cannot be padded to ${size}`);
  }
  return [{ dtype: x.dtype, shape: x.shape.with(axis, size) }];
};

/** The first input broadcast to the shape of the second. */
export const expandLike: Infer<object> = (inputs) => {
  const x = inputAt(inputs, 0);
  const { shape } = inputAt(inputs, 1);
  if (!sameShape(broadcast(x.shape, shape), shape)) {
    throw new GraphError(`${formatShape(x.shape)} cannot be expanded to ${formatShape(shape)}`);
  }
  return [{ dtype: x.dtype, shape }];
};
