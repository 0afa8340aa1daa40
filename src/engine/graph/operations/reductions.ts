import { broadcast, dimAt, formatShape, sameShape } from '../shapes';
import { GraphError, type Shape } from '../types';
import { inputAt, type Infer } from './infer';

/** One number in place of the last axis, which stays as an axis of size 1 when `keepDims` (`keepdim` of torch). */
export const reduction: Infer<{ keepDims: boolean }> = (inputs, { keepDims }) => {
  const x = inputAt(inputs, 0);
  dimAt(x.shape, -1);
  if (x.dtype === 'bool') throw new GraphError('Truth values are not reduced');
  return [{ dtype: x.dtype, shape: keepDims ? [...x.shape.slice(0, -1), 1] : x.shape.slice(0, -1) }];
};

/** The mean of float32 numbers over the last axis. */
export const mean: Infer<{ keepDims: boolean }> = (inputs, attributes) => {
  inputAt(inputs, 0, 'float32');
  return reduction(inputs, attributes);
};

/** The sum over the axes along which a value of the given shape is broadcast to the input's. */
export const sumTo: Infer<{ shape: Shape }> = (inputs, { shape }) => {
  const x = inputAt(inputs, 0, 'float32');
  if (!sameShape(broadcast(x.shape, shape), x.shape)) {
    throw new GraphError(`${formatShape(x.shape)} is no sum to ${formatShape(shape)}`);
  }
  return [{ dtype: x.dtype, shape }];
};
