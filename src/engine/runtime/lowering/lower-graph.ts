import type { Device } from '../../../common/contracts/model';
import type {
  OnnxDtype,
  OnnxInitializer,
  OnnxModel,
  OnnxTensorSource,
  OnnxValueInfo,
} from '../../formats/onnx/onnx-model';
import type { Constant, GraphRecord, NamedValue, Operation, Parameter } from '../../graph/record';
import type { Value } from '../../graph/types';
import { Emitter } from './emitter';
import type { KeptWeight } from './kept-weights';
import { lower } from './lowerings';

/** Where a weight lies and as what it is stored. */
export interface StoredTensor {
  readonly dtype: OnnxDtype;
  readonly shape: readonly number[];
  readonly source: OnnxTensorSource;
  /** True for a matrix that the graph has the other way round. */
  readonly transposed?: boolean;
}

export interface LoweringOptions {
  /**
   * Weights that every run is given as float32 instead: they become inputs, after the record's own, in the order of its
   * parameters.
   */
  readonly given?: ReadonlySet<string>;
  /** Weights by name that are not made float32 when the model is loaded. */
  readonly kept?: ReadonlyMap<string, KeptWeight>;
  /** Where it will run; every device computes what is written for the CPU, which takes what the device lacks. */
  readonly device?: Device;
}

/**
 * Writes a record as an ONNX model. Inner values keep the names of the model's modules.
 * @param stored finds a weight by its name in the checkpoint; what is not float32 there is cast and what lies the
 *   other way round is turned, which ONNX Runtime does once, when it loads
 */
export function lowerGraph(
  name: string,
  record: GraphRecord,
  stored: (parameter: string) => StoredTensor,
  { given = new Set(), kept = new Map(), device = 'cpu' }: LoweringOptions = {},
): OnnxModel {
  const emitter = new Emitter(record, device, kept);
  const fromRuns = record.parameters.filter((parameter) => given.has(parameter.name));
  const weights = record.parameters
    .filter((parameter) => !given.has(parameter.name) && !kept.has(parameter.name))
    .map((parameter) => lowerParameter(emitter, parameter, stored(parameter.name)));
  const constants = record.constants.map((constant) => lowerConstant(emitter, constant));
  for (const operation of record.operations) lowerOne(emitter, operation);
  for (const output of record.outputs) copyWhereShared(emitter, output);
  return {
    name,
    inputs: [
      ...record.inputs.map((input) => valueInfo(input.name, input.value)),
      ...fromRuns.map(({ value }) => valueInfo(emitter.name(value), value)),
      ...emitter.replaceable,
    ],
    outputs: record.outputs.map((output) => valueInfo(output.name, output.value)),
    initializers: [...weights, ...constants, ...emitter.initializers],
    nodes: emitter.nodes,
  };
}

function lowerOne(emitter: Emitter, operation: Operation): void {
  lower(emitter, operation);
}

function lowerParameter(
  emitter: Emitter,
  { name, value }: Parameter,
  { transposed = false, ...tensor }: StoredTensor,
): OnnxInitializer {
  const [isFloat, own] = [tensor.dtype === 'float32', emitter.name(value)];
  if (isFloat && !transposed) return { name: own, ...tensor };
  const initializer = { name: `${name}.${transposed ? 'stored' : tensor.dtype}`, ...tensor };
  const turned = !transposed || isFloat ? initializer.name : `${name}.turned`;
  if (transposed) emitter.node('Transpose', [initializer.name], { perm: [1, 0] }, isFloat ? own : turned);
  if (!isFloat) emitter.cast(turned, own);
  return initializer;
}

function lowerConstant(emitter: Emitter, { value, data }: Constant): OnnxInitializer {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const shape = value.shape.map(Number);
  return { name: emitter.name(value), dtype: value.dtype, shape, source: { kind: 'inline', bytes } };
}

/** A value that is two results, or an input that is one, is copied: ONNX knows a result by the value's name. */
function copyWhereShared(emitter: Emitter, { name, value }: NamedValue): void {
  if (emitter.name(value) !== name) emitter.node('Identity', [emitter.name(value)], {}, name);
}

function valueInfo(name: string, { dtype, shape }: Value): OnnxValueInfo {
  return { name, dtype, shape };
}
