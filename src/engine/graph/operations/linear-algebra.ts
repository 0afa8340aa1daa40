import { broadcast, dimAt, formatShape, product, sameShape } from '../shapes';
import { GraphError, type Dim, type Shape, type Type } from '../types';
import { inputAt, type Infer } from './infer';

function checkEqual(what: string, a: Dim, b: Dim): void {
  if (a !== b) throw new GraphError(`${what}: ${a} is not ${b}`);
}

/** Which factors of a matrix product are taken with their last two axes exchanged. */
export interface Transposed {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Matrix product of the last two axes, the axes before them broadcast (`torch.matmul` of two matrices or more). */
export const matmul: Infer<Transposed> = (inputs, { transposeA, transposeB }) => {
  const a = turned(inputAt(inputs, 0, 'float32').shape, transposeA);
  const b = turned(inputAt(inputs, 1, 'float32').shape, transposeB);
  checkEqual('Inner sizes of a matrix product', dimAt(a, -1), dimAt(b, -2));
  return [{ dtype: 'float32', shape: [...broadcast(a.slice(0, -2), b.slice(0, -2)), dimAt(a, -2), dimAt(b, -1)] }];
};

function turned(shape: Shape, transpose: boolean): Shape {
  return transpose ? [...shape.slice(0, -2), dimAt(shape, -1), dimAt(shape, -2)] : shape;
}

/**
 * The sum over all rows of their outer products: a [..., m] and b [..., n], of as many rows, give [m, n]. It is what the
 * weight of a linear layer has for a gradient.
 */
export const outerProducts: Infer<object> = (inputs) => {
  const a = inputAt(inputs, 0, 'float32').shape;
  const b = inputAt(inputs, 1, 'float32').shape;
  checkEqual('Rows of outer products', product(a.slice(0, -1)), product(b.slice(0, -1)));
  return [{ dtype: 'float32', shape: [dimAt(a, -1), dimAt(b, -1)] }];
};

/** How a layer's matrix is stored: as `torch.nn.Linear` does, or as GPT-2's `Conv1D`. */
export type WeightLayout = 'out-in' | 'in-out';

/** `torch.nn.functional.linear`: x [..., in], a weight in its layout, and a bias [out] or none. */
export const linear: Infer<{ layout: WeightLayout }> = (inputs, { layout }) => {
  const x = inputAt(inputs, 0, 'float32').shape;
  const weight = inputAt(inputs, 1, 'float32').shape;
  if (weight.length !== 2) throw new GraphError(`A weight ${formatShape(weight)} is not a matrix`);
  const [input, output] =
    layout === 'out-in' ? [dimAt(weight, 1), dimAt(weight, 0)] : [dimAt(weight, 0), dimAt(weight, 1)];
  checkEqual('Inner sizes of a linear layer', dimAt(x, -1), input);
  if (inputs.length > 2) checkVector(inputAt(inputs, 2, 'float32'), output);
  return [{ dtype: 'float32', shape: [...x.slice(0, -1), output] }];
};

/** `torch.nn.functional.layer_norm` over the last axis: x [..., n], weight [n], bias [n]. */
export const layerNorm: Infer<{ epsilon: number }> = (inputs) => {
  const x = inputAt(inputs, 0, 'float32');
  checkVector(inputAt(inputs, 1, 'float32'), dimAt(x.shape, -1));
  checkVector(inputAt(inputs, 2, 'float32'), dimAt(x.shape, -1));
  return [{ dtype: 'float32', shape: x.shape }];
};

/** x / sqrt(mean(x^2) + epsilon) * weight over the last axis (Zhang and Sennrich 2019): x [..., n], weight [n]. */
export const rmsNorm: Infer<{ epsilon: number }> = (inputs) => {
  const x = inputAt(inputs, 0, 'float32');
  checkVector(inputAt(inputs, 1, 'float32'), dimAt(x.shape, -1));
  return [{ dtype: 'float32', shape: x.shape }];
};

/** The norm with what its gradient is made of: y, and for each row its mean and inverse standard deviation, [..., 1]. */
export const layerNormSaved: Infer<{ epsilon: number }> = (inputs, attributes) => {
  const y = layerNorm(inputs, attributes);
  return [...y, ...y.flatMap(oneARow), ...y.flatMap(oneARow)];
};

/** The norm with what its gradient is made of: y, and for each row 1 / sqrt(mean(x^2) + epsilon), [..., 1]. */
export const rmsNormSaved: Infer<{ epsilon: number }> = (inputs, attributes) => {
  const y = rmsNorm(inputs, attributes);
  return [...y, ...y.flatMap(oneARow)];
};

function oneARow({ dtype, shape }: Type): Type[] {
  return [{ dtype, shape: [...shape.slice(0, -1), 1] }];
}

function checkVector(type: Type, size: Dim): void {
  if (!sameShape(type.shape, [size])) throw new GraphError(`${formatShape(type.shape)} should be [${size}]`);
}
