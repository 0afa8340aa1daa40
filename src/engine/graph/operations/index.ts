import type { Dtype, Shape } from '../types';
import { binary, cast, unary, where } from './elementwise';
import { gather, reshape, select, transpose } from './layout';
import { layerNorm, linear, matmul } from './linear-algebra';
import type { Infer } from './infer';

/** Every operation that a graph may hold, with what it needs to be told besides its inputs. */
export interface OperationAttributes {
  add: object;
  mul: object;
  div: object;
  min: object;
  max: object;
  where: object;
  cast: { readonly to: Dtype };
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
  linear: object;
  layerNorm: { readonly epsilon: number };
  gather: object;
  reshape: { readonly shape: Shape };
  transpose: { readonly permutation: readonly number[] };
  select: { readonly axis: number; readonly index: number };
}

export type OperationName = keyof OperationAttributes;

/**
 * The table of operations: what each makes of its inputs' types. How one is written as ONNX stands in a table of its
 * own (runtime/lowering); a gradient rule will, too. The compiler asks all of them for the same names.
 */
export const operations: { readonly [Name in OperationName]: Infer<OperationAttributes[Name]> } = {
  add: binary,
  mul: binary,
  div: binary,
  min: binary,
  max: binary,
  where,
  cast,
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
  gather,
  reshape,
  transpose,
  select,
};
