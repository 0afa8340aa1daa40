import { dimAt } from '../shapes';
import { GraphError } from '../types';
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
