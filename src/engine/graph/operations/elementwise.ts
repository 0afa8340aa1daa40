import { broadcast } from '../shapes';
import { GraphError, type Dtype, type Type } from '../types';
import { inputAt, type Infer } from './infer';

/** One input, the result of the same type. */
export const unary: Infer<object> = (inputs) => {
  const x = inputAt(inputs, 0, 'float32');
  return [{ dtype: x.dtype, shape: x.shape }];
};

/** One number, float32 or int64, the result of the same type. */
export const unaryNumber: Infer<object> = (inputs) => {
  const x = inputAt(inputs, 0);
  if (x.dtype === 'bool') throw new GraphError('A truth value is no number');
  return [{ dtype: x.dtype, shape: x.shape }];
};

/** Two inputs of one dtype, broadcast. */
export const binary: Infer<object> = (inputs) => {
  const a = inputAt(inputs, 0);
  const b = inputAt(inputs, 1, a.dtype);
  return [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape) }];
};

/** The second input where the first is true, else the third. */
export const where: Infer<object> = (inputs) => {
  const condition = inputAt(inputs, 0, 'bool');
  const a = inputAt(inputs, 1);
  const b = inputAt(inputs, 2, a.dtype);
  return [{ dtype: a.dtype, shape: broadcast(condition.shape, broadcast(a.shape, b.shape)) }];
};

export const cast: Infer<{ to: Dtype }> = (inputs, { to }): Type[] => {
  const x = inputAt(inputs, 0);
  if (x.dtype === to) throw new GraphError(`The value is ${to} already`);
  return [{ dtype: to, shape: x.shape }];
};

/** Two inputs of one dtype, broadcast; the result is a truth value. */
export const comparison: Infer<object> = (inputs) => {
  const [type] = binary(inputs, {});
  return [{ dtype: 'bool', shape: type?.shape ?? [] }];
};

/** Two truth values, broadcast. */
export const logical: Infer<object> = (inputs) => {
  inputAt(inputs, 0, 'bool');
  return comparison(inputs, {});
};

/** The opposite of a truth value. */
export const not: Infer<object> = (inputs) => [inputAt(inputs, 0, 'bool')];
