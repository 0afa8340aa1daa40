import type { Dim, Dtype, Shape } from '../types';
import { binary, cast, comparison, logical, not, unary, unaryNumber, where } from './elementwise';
import { concat, gather, range, reshape, select, selectEach, slice, transpose } from './layout';
import { layerNorm, linear, matmul, rmsNorm, type WeightLayout } from './linear-algebra';
import type { Infer } from './infer';
import { mean, reduction } from './reductions';

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
  matmul: object;
  linear: { readonly layout: WeightLayout };
  layerNorm: { readonly epsilon: number };
  rmsNorm: { readonly epsilon: number };
  /** These three over the last axis. */
  reduceSum: { readonly keepDims: boolean };
  reduceMean: { readonly keepDims: boolean };
  reduceMax: { readonly keepDims: boolean };
  gather: object;
  reshape: { readonly shape: Shape };
  transpose: { readonly permutation: readonly number[] };
  select: { readonly axis: number; readonly index: number };
  selectEach: object;
  slice: { readonly axis: number; readonly start: number; readonly end: number };
  concat: { readonly axis: number };
  range: { readonly size: Dim };
}

export type OperationName = keyof OperationAttributes;

/**
 * The table of operations: what each makes of its inputs' types. How one is written as ONNX stands in a table of its
 * own (runtime/lowering); a gradient rule will, too. The compiler asks all of them for the same names.
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
  linear,
  layerNorm,
  rmsNorm,
  reduceSum: reduction,
  reduceMean: mean,
  reduceMax: reduction,
  gather,
  reshape,
  transpose,
  select,
  selectEach,
  slice,
  concat,
  range,
};
