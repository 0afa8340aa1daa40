import { dataTypeNumber } from '../../formats/onnx/encode-model';
import type { OperationOf } from '../../graph/record';
import { dimAt } from '../../graph/shapes';
import type { Emitter } from './emitter';
import { direct, valueAt } from './lowering';

/** Axes that the shape lacks go away, those that it has with size 1 stay. */
export function lowerSumTo(e: Emitter, { inputs, outputs, attributes: { shape } }: OperationOf<'sumTo'>): void {
  const x = valueAt(inputs, 0);
  const output = e.name(valueAt(outputs, 0));
  const added = x.shape.length - shape.length;
  const leading = Array.from({ length: added }, (_, axis) => axis);
  const single = shape.flatMap((dim, axis) => (dim === 1 && x.shape[added + axis] !== 1 ? [axis] : []));
  const sums = [
    ...(leading.length > 0 ? [{ axes: leading, keepdims: 0 }] : []),
    ...(single.length > 0 ? [{ axes: single, keepdims: 1 }] : []),
  ];
  let name = e.name(x);
  sums.forEach(({ axes, keepdims }, index) => {
    const last = index === sums.length - 1 ? [output] : [];
    name = e.node('ReduceSum', [name, e.int64(axes)], { keepdims }, ...last);
  });
}

/** Zeros, to which rows are added where ids repeat. */
export function lowerScatterRows(
  e: Emitter,
  { inputs, outputs, attributes: { rows } }: OperationOf<'scatterRows'>,
): void {
  const [values, ids] = [valueAt(inputs, 0), valueAt(inputs, 1)];
  const inner = values.shape.slice(ids.shape.length);
  const shape = e.node(
    'Concat',
    [rows, ...inner].map((dim) => e.size(dim)),
    { axis: 0 },
  );
  const zeros = e.node('Expand', [e.float(0), shape]);
  const indices = e.node('Unsqueeze', [e.name(ids), e.int64([-1])]);
  e.node('ScatterND', [zeros, indices, e.name(values)], { reduction: 'add' }, e.name(valueAt(outputs, 0)));
}

/** How many zeros come behind is measured where the size is known only when the graph runs. */
export function lowerPad(e: Emitter, { inputs, outputs, attributes }: OperationOf<'pad'>): void {
  const { axis, before, size } = attributes;
  const x = valueAt(inputs, 0);
  const used = before + Number(dimAt(x.shape, axis));
  const behind = typeof size === 'number' ? e.int64([size - used]) : e.node('Sub', [e.size(size), e.int64([used])]);
  const pads = e.node('Concat', [e.int64([before]), behind], { axis: 0 });
  e.node('Pad', [e.name(x), pads, '', e.int64([axis])], {}, e.name(valueAt(outputs, 0)));
}

/** A mask of bytes is made scaled floats in one go. */
export function lowerApplyMask(e: Emitter, { inputs, outputs, attributes: { scale } }: OperationOf<'applyMask'>): void {
  const mask = e.node('DequantizeLinear', [e.name(valueAt(inputs, 1)), e.float(scale)]);
  e.node('Mul', [e.name(valueAt(inputs, 0)), mask], {}, e.name(valueAt(outputs, 0)));
}

/** Batch and sequence are made one axis, of which the places are taken. */
export function lowerPackRows(e: Emitter, { inputs, outputs }: OperationOf<'packRows'>): void {
  const [x, places] = [valueAt(inputs, 0), valueAt(inputs, 1)];
  const rows = e.node('Reshape', [e.name(x), e.int64([-1, ...x.shape.slice(2).map(Number)])]);
  e.node('Gather', [rows, e.name(places)], { axis: 0 }, e.name(valueAt(outputs, 0)));
}

/**
 * On the CPU one node, as `rmsNorm` is. The WebGPU provider (of ONNX Runtime 1.30.0) leaves the second result of that node
 * unwritten, so on devices the norm is computed of elementary operations.
 */
export function lowerRmsNormSaved(e: Emitter, operation: OperationOf<'rmsNormSaved'>): void {
  const { inputs, outputs, attributes } = operation;
  if (e.device === 'cpu') {
    const settings = { axis: -1, epsilon: { float: attributes.epsilon } };
    direct<'rmsNormSaved'>('SimplifiedLayerNormalization', () => settings)(e, operation);
    return;
  }
  const [x, weight] = [e.name(valueAt(inputs, 0)), e.name(valueAt(inputs, 1))];
  const mean = e.node('ReduceMean', [e.node('Mul', [x, x]), e.int64([-1])], { keepdims: 1 });
  const root = e.node('Sqrt', [e.node('Add', [mean, e.float(attributes.epsilon)])]);
  const inverse = e.node('Div', [e.float(1), root], {}, e.name(valueAt(outputs, 1)));
  e.node('Mul', [e.node('Mul', [x, inverse]), weight], {}, e.name(valueAt(outputs, 0)));
}

export function lowerExpandLike(e: Emitter, { inputs, outputs }: OperationOf<'expandLike'>): void {
  const shape = e.node('Shape', [e.name(valueAt(inputs, 1))]);
  e.node('Expand', [e.name(valueAt(inputs, 0)), shape], {}, e.name(valueAt(outputs, 0)));
}

/** Labels as places [rows, 1] that exist, and the factor [rows, 1] of each row's loss: 0 where nothing is asked. */
function places(e: Emitter, labels: string, weights: string | null): { place: string; factor: string } {
  const place = e.node('Unsqueeze', [e.node('Max', [labels, e.index(0)]), e.int64([1])]);
  const asked = e.node('Unsqueeze', [e.node('GreaterOrEqual', [labels, e.index(0)]), e.int64([1])]);
  const factor = e.node('Cast', [asked], { to: dataTypeNumber('float32') });
  return { place, factor: weights === null ? factor : e.node('Mul', [factor, e.node('Gather', [weights, place])]) };
}

/** Of a language model the largest values of a step: the WebGPU provider has no LogSoftmax, and the CPU would take them. */
function logSoftmax(e: Emitter, logits: string, output: string): string {
  if (e.device !== 'webgpu') return e.node('LogSoftmax', [logits], { axis: -1 }, output);
  const shifted = e.node('Sub', [logits, e.node('ReduceMax', [logits, e.int64([-1])], { keepdims: 1 })]);
  const sum = e.node('ReduceSum', [e.node('Exp', [shifted]), e.int64([-1])], { keepdims: 1 });
  return e.node('Sub', [shifted, e.node('Log', [sum])], {}, output);
}

export function lowerCrossEntropy(e: Emitter, { inputs, outputs }: OperationOf<'crossEntropy'>): void {
  const [logits, labels, weights = null] = inputs.map((value) => e.name(value)) as [string, string, string?];
  const logs = logSoftmax(e, logits, e.name(valueAt(outputs, 1)));
  const { place, factor } = places(e, labels, weights);
  const chosen = e.node('Neg', [e.node('GatherElements', [logs, place], { axis: 1 })]);
  e.node('Squeeze', [e.node('Mul', [chosen, factor]), e.int64([1])], {}, e.name(valueAt(outputs, 0)));
}

/** The gradient of -log p[y] is p, less 1 at y. */
export function lowerCrossEntropyGradient(e: Emitter, { inputs, outputs }: OperationOf<'crossEntropyGradient'>): void {
  const [losses, logs, labels, weights = null] = inputs.map((value) => e.name(value)) as [
    string,
    string,
    string,
    string?,
  ];
  const { place, factor } = places(e, labels, weights);
  const column = e.node('Mul', [e.node('Unsqueeze', [losses, e.int64([1])]), factor]);
  const scaled = e.node('Mul', [e.node('Exp', [logs]), column]);
  const hit = e.node('Neg', [column]);
  const output = e.name(valueAt(outputs, 0));
  e.node('ScatterElements', [scaled, place, hit], { axis: 1, reduction: 'add' }, output);
}
