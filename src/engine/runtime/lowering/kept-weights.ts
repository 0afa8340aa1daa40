import { dataTypeNumber } from '../../formats/onnx/encode-model';
import type { OnnxTensorSource } from '../../formats/onnx/onnx-model';
import type { WeightLayout } from '../../graph/operations/linear-algebra';
import type { OperationOf } from '../../graph/record';
import { GraphError } from '../../graph/types';
import type { Emitter } from './emitter';
import type { StoredTensor } from './lower-graph';
import { valueAt } from './lowering';

/** A matrix in blocks of whole numbers, each with a scale, as `MatMulNBits` takes it. */
export interface WeightBlocks {
  readonly outputs: number;
  readonly inputs: number;
  readonly bits: 8 | 4;
  /** Numbers of a block. */
  readonly size: number;
  readonly values: OnnxTensorSource;
  readonly scales: OnnxTensorSource;
  /** Null where every zero point is the middle. */
  readonly zeros: OnnxTensorSource | null;
}

/**
 * A matrix that is not made float32 when the model is loaded. Rows are looked up in what is stored; products are made with
 * the blocks, else with what is stored, made float32 a part at a time.
 */
export interface KeptWeight {
  /** The tensor's name in the checkpoint. */
  readonly name: string;
  /** [rows, columns], in a file. */
  readonly stored: StoredTensor;
  readonly blocks: WeightBlocks | null;
}

/** What a part of a matrix takes at most as float32: so much stays in the processor's cache. */
const partBytes = 4_000_000;

/**
 * What multiplies is made whole numbers of 8 bits as well, a block of the row at a time. It adds an error of some 0.4 % of
 * the largest result, less than rounding the weights to 4 bits does, and as much as rounding them to 8; without it products
 * with 4 bits take 5 times as long and those with 8 bits 30 times (onnxruntime-node 1.30, x64 with AVX2, one row).
 */
const accuracyLevel = 4;

/** A linear layer whose matrix is in blocks. */
export function lowerBlockProduct(
  e: Emitter,
  { inputs, outputs }: OperationOf<'linear'>,
  name: string,
  { outputs: N, inputs: K, bits, size, values, scales, zeros }: WeightBlocks,
): void {
  const count = Math.ceil(K / size);
  const bytes = (what: string, columns: readonly number[], source: OnnxTensorSource): string =>
    e.initializer({ name: `${name}.${what}`, dtype: 'uint8', shape: [N, ...columns], source });
  const given = [
    e.name(valueAt(inputs, 0)),
    bytes('values', [count, (size * bits) / 8], values),
    e.initializer({ name: `${name}.scales`, dtype: 'float32', shape: [N, count], source: scales }),
    zeros === null ? '' : bytes('zeros', [Math.ceil((count * bits) / 8)], zeros),
    '',
    ...inputs.slice(2).map((bias) => e.name(bias)),
  ];
  const attributes = { K, N, bits, block_size: size, accuracy_level: accuracyLevel };
  e.ownNode('MatMulNBits', given, attributes, e.name(valueAt(outputs, 0)));
}

interface Product {
  /** Its name, or none. */
  readonly bias: readonly string[];
  readonly layout: WeightLayout;
  readonly output: string | undefined;
}

/** The product of rows with a matrix that is made float32 by parts, each of which is given up again when it was used. */
export function multiplyParts(e: Emitter, rows: string, kept: KeptWeight, { bias, layout, output }: Product): string {
  const { shape } = kept.stored;
  const [count = 0, columns = 0] = shape;
  const step = Math.max(1, Math.floor(partBytes / (columns * Float32Array.BYTES_PER_ELEMENT)));
  if (layout === 'in-out' || count <= step) {
    const transB = Number(layout === 'out-in');
    return e.node('Gemm', [rows, widened(e, kept, 0, count), ...bias], { transB }, output);
  }
  const parts = Array.from({ length: Math.ceil(count / step) }, (_, index) => {
    const part = widened(e, kept, index * step, Math.min(count, (index + 1) * step));
    return e.node('Gemm', [rows, part], { transB: 1 });
  });
  const [added] = bias;
  if (added === undefined) return e.node('Concat', parts, { axis: 1 }, output);
  return e.node('Add', [e.node('Concat', parts, { axis: 1 }), added], {}, output);
}

/** Some rows as float32. They may be replaced at a run, so that ONNX Runtime does not widen them when it loads. */
function widened(e: Emitter, { name, stored }: KeptWeight, from: number, to: number): string {
  const { dtype, shape, source } = stored;
  const [rows = 0, columns = 0] = shape;
  if (source.kind !== 'external') throw new GraphError(`The weight ${name} is kept, but does not lie in a file`);
  const rowBytes = source.length / rows;
  const part = { ...source, offset: source.offset + from * rowBytes, length: (to - from) * rowBytes };
  const tensor = { name: `${name}.${dtype}.${from}`, dtype, shape: [to - from, columns], source: part };
  return e.node('Cast', [e.initializer(tensor, true)], { to: dataTypeNumber('float32') });
}

/** Rows of a table; of one that is kept only those are made float32. */
export function lowerGather(e: Emitter, { inputs, outputs }: OperationOf<'gather'>): void {
  const [table, ids, output] = [valueAt(inputs, 0), e.name(valueAt(inputs, 1)), e.name(valueAt(outputs, 0))];
  const kept = e.kept(table);
  const name = kept === undefined ? e.name(table) : storedTable(e, kept);
  if (kept === undefined || kept.stored.dtype === 'float32') e.node('Gather', [name, ids], { axis: 0 }, output);
  else e.cast(e.node('Gather', [name, ids], { axis: 0 }), output);
}

function storedTable(e: Emitter, { name, stored: { dtype, shape, source } }: KeptWeight): string {
  return e.initializer({ name: `${name}.${dtype}`, dtype, shape, source });
}
