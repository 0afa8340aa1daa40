import type { OperationOf } from '../../graph/record';
import type { OperationName } from '../../graph/operations';
import { dataTypeNumber } from '../../formats/onnx/encode-model';
import type { Emitter } from './emitter';
import {
  lowerApplyMask,
  lowerCrossEntropy,
  lowerCrossEntropyGradient,
  lowerExpandLike,
  lowerPackRows,
  lowerPad,
  lowerRmsNormSaved,
  lowerScatterRows,
  lowerSumTo,
} from './gradients';
import { lowerGather } from './kept-weights';
import { direct, valueAt, type Lowering } from './lowering';
import { lowerLinear, lowerMatmul, lowerOuterProducts } from './products';

/**
 * An operation that is computed in double precision, which the CPU does: the cosine of WGSL may be wrong by 2^-11 between
 * -pi and pi and by anything beyond (WebGPU Shading Language, "Floating Point Accuracy"), where a rotary embedding's angles lie.
 */
function inDouble<Name extends 'cos' | 'sin'>(op: string): Lowering<Name> {
  return (e, { inputs, outputs }) => {
    const wide = e.node('Cast', [e.name(valueAt(inputs, 0))], { to: dataTypeNumber('float64') });
    e.node('Cast', [e.node(op, [wide])], { to: dataTypeNumber('float32') }, e.name(valueAt(outputs, 0)));
  };
}

/** How each operation of the table is written in ONNX. */
export const lowerings: { readonly [Name in OperationName]: Lowering<Name> } = {
  add: direct('Add'),
  sub: direct('Sub'),
  mul: direct('Mul'),
  div: direct('Div'),
  pow: direct('Pow'),
  min: direct('Min'),
  max: direct('Max'),
  less: direct('Less'),
  lessOrEqual: direct('LessOrEqual'),
  equal: direct('Equal'),
  and: direct('And'),
  or: direct('Or'),
  not: direct('Not'),
  where: direct('Where'),
  cast: direct('Cast', ({ to }) => ({ to: dataTypeNumber(to) })),
  abs: direct('Abs'),
  neg: direct('Neg'),
  cos: inDouble('Cos'),
  sin: inDouble('Sin'),
  exp: direct('Exp'),
  log: direct('Log'),
  erf: direct('Erf'),
  relu: direct('Relu'),
  sigmoid: direct('Sigmoid'),
  softplus: direct('Softplus'),
  sqrt: direct('Sqrt'),
  tanh: direct('Tanh'),
  gelu: direct('Gelu', ({ approximate }) => ({ approximate })),
  softmax: direct('Softmax', () => ({ axis: -1 })),
  matmul: lowerMatmul,
  outerProducts: lowerOuterProducts,
  linear: lowerLinear,
  layerNorm: direct('LayerNormalization', ({ epsilon }) => ({ axis: -1, epsilon: { float: epsilon } })),
  // ONNX Runtime's own operator, older than ONNX's RMSNormalization and faster than elementary ones.
  rmsNorm: direct('SimplifiedLayerNormalization', ({ epsilon }) => ({ axis: -1, epsilon: { float: epsilon } })),
  layerNormSaved: direct('LayerNormalization', ({ epsilon }) => ({ axis: -1, epsilon: { float: epsilon } })),
  rmsNormSaved: lowerRmsNormSaved,
  reduceSum: reduce('ReduceSum'),
  reduceMean: reduce('ReduceMean'),
  reduceMax: reduce('ReduceMax'),
  sumTo: lowerSumTo,
  gather: lowerGather,
  scatterRows: lowerScatterRows,
  reshape: (e, { inputs, outputs, attributes: { shape } }) => {
    const x = valueAt(inputs, 0);
    e.node('Reshape', [e.name(x), e.reshapeTarget(x.shape, shape)], {}, e.name(valueAt(outputs, 0)));
  },
  transpose: direct('Transpose', ({ permutation }) => ({ perm: permutation })),
  select: (e, { inputs, outputs, attributes: { axis, index } }) => {
    e.node('Gather', [e.name(valueAt(inputs, 0)), e.index(index)], { axis }, e.name(valueAt(outputs, 0)));
  },
  selectEach: (e, { inputs, outputs }) => {
    const indices = e.node('Unsqueeze', [e.name(valueAt(inputs, 1)), e.int64([1])]);
    e.node('GatherND', [e.name(valueAt(inputs, 0)), indices], { batch_dims: 1 }, e.name(valueAt(outputs, 0)));
  },
  slice: (e, { inputs, outputs, attributes: { axis, start, end } }) => {
    const bounds = [[start], [end], [axis]].map((values) => e.int64(values));
    e.node('Slice', [e.name(valueAt(inputs, 0)), ...bounds], {}, e.name(valueAt(outputs, 0)));
  },
  concat: direct('Concat', ({ axis }) => ({ axis })),
  pad: lowerPad,
  expandLike: lowerExpandLike,
  packRows: lowerPackRows,
  unpackRows: (e, { inputs, outputs }) => {
    e.node(
      'Gather',
      [e.name(valueAt(inputs, 0)), e.name(valueAt(inputs, 2))],
      { axis: 0 },
      e.name(valueAt(outputs, 0)),
    );
  },
  dropout: direct('Identity'),
  applyMask: lowerApplyMask,
  crossEntropy: lowerCrossEntropy,
  crossEntropyGradient: lowerCrossEntropyGradient,
  range: (e, { outputs, attributes: { size } }) => {
    e.node('Range', [e.index(0), e.length(size), e.index(1)], {}, e.name(valueAt(outputs, 0)));
  },
};

/** A reduction over the last axis. */
function reduce<Name extends 'reduceSum' | 'reduceMean' | 'reduceMax'>(op: string): Lowering<Name> {
  return (e, { inputs, outputs, attributes: { keepDims } }) => {
    const x = e.name(valueAt(inputs, 0));
    e.node(op, [x, e.int64([-1])], { keepdims: Number(keepDims) }, e.name(valueAt(outputs, 0)));
  };
}

/** Adds the nodes of one operation. */
export function lower<Name extends OperationName>(emitter: Emitter, operation: OperationOf<Name>): void {
  lowerings[operation.name](emitter, operation);
}
