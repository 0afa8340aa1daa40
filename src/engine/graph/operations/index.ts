import type { Dim, Dtype, Shape } from '../types';
import { applyMask, dropout } from './dropout';
import { binary, cast, comparison, logical, not, unary, unaryNumber, where } from './elementwise';
import type { Infer } from './infer';
import {
  concat,
  expandLike,
  gather,
  pad,
  range,
  reshape,
  scatterRows,
  select,
  selectEach,
  slice,
  transpose,
  type Lookup,
} from './layout';
import {
  layerNorm,
  layerNormSaved,
  linear,
  matmul,
  outerProducts,
  rmsNorm,
  rmsNormSaved,
  type Transposed,
  type WeightLayout,
} from './linear-algebra';
import { crossEntropy, crossEntropyGradient } from './losses';
import { packRows, unpackRows } from './packing';
import { mean, reduction, sumTo } from './reductions';

/** Every operation that a graph may hold, with what it needs to be told besides its inputs. */
export interface OperationAttributes {
  add: object;
  sub: object;
  mul: object;
  div: object;
  pow: object;
  min: object;
  max: object;
  less: object;
  lessOrEqual: object;
  equal: object;
  and: object;
  or: object;
  not: object;
  where: object;
  cast: { readonly to: Dtype };
  abs: object;
  neg: object;
  cos: object;
  sin: object;
  exp: object;
  log: object;
  erf: object;
  relu: object;
  sigmoid: object;
  softplus: object;
  sqrt: object;
  tanh: object;
  /** `approximate` as in torch.nn.functional.gelu. */
  gelu: { readonly approximate: 'none' | 'tanh' };
  /** Over the last axis. */
  softmax: object;
  matmul: Transposed;
  outerProducts: object;
  linear: { readonly layout: WeightLayout };
  layerNorm: { readonly epsilon: number };
  rmsNorm: { readonly epsilon: number };
  layerNormSaved: { readonly epsilon: number };
  rmsNormSaved: { readonly epsilon: number };
  /** These three over the last axis. */
  reduceSum: { readonly keepDims: boolean };
  reduceMean: { readonly keepDims: boolean };
  reduceMax: { readonly keepDims: boolean };
  sumTo: { readonly shape: Shape };
  gather: Lookup;
  scatterRows: { readonly rows: Dim };
  reshape: { readonly shape: Shape };
  transpose: { readonly permutation: readonly number[] };
  select: { readonly axis: number; readonly index: number };
  selectEach: object;
  slice: { readonly axis: number; readonly start: number; readonly end: number };
  concat: { readonly axis: number; readonly size: Dim | null };
  pad: { readonly axis: number; readonly before: number; readonly size: Dim };
  expandLike: object;
  range: { readonly size: Dim };
  packRows: object;
  unpackRows: object;
  dropout: { readonly rate: number };
  applyMask: { readonly scale: number };
  crossEntropy: object;
  crossEntropyGradient: object;
}

export type OperationName = keyof OperationAttributes;

/**
 * The table of operations: what each makes of its inputs' types. How one is written as ONNX stands in a table of its
 * own (runtime/lowering), and so do the rules for gradients (autodiff). The compiler asks all of them for the same names.
 */
export const operations: { readonly [Name in OperationName]: Infer<OperationAttributes[Name]> } = {
  add: binary,
  sub: binary,
  mul: binary,
  div: binary,
  pow: binary,
  min: binary,
  max: binary,
  less: comparison,
  lessOrEqual: comparison,
  equal: comparison,
  and: logical,
  or: logical,
  not,
  where,
  cast,
  abs: unaryNumber,
  neg: unaryNumber,
  cos: unary,
  sin: unary,
  exp: unary,
  log: unary,
  erf: unary,
  relu: unary,
  sigmoid: unary,
  softplus: unary,
  sqrt: unary,
  tanh: unary,
  gelu: unary,
  softmax: unary,
  matmul,
  outerProducts,
  linear,
  layerNorm,
  rmsNorm,
  layerNormSaved,
  rmsNormSaved,
  reduceSum: reduction,
  reduceMean: mean,
  reduceMax: reduction,
  sumTo,
  gather,
  scatterRows,
  reshape,
  transpose,
  select,
  selectEach,
  slice,
  concat,
  pad,
  expandLike,
  range,
  packRows,
  unpackRows,
  dropout,
  applyMask,
  crossEntropy,
  crossEntropyGradient,
};
