import { fromBinary } from '@bufbuild/protobuf';
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { LensError } from '../../../../common/errors/lens-error';
import { ModelProtoSchema, type ModelProto, type ValueInfoProto } from '../generated/onnx_pb';
import { findInnerValues, type InnerValues } from '../structure/inner-values';
import { checkOperators } from './check-operators';
import { elementTypeOf } from './element-types';
import { externalDataOf, isExternal, type ExternalData } from './external-data';
import { FileWindow } from './file-window';
import { takeFirstBranch } from './first-branch';
import { copyLean, type CopyRule } from './lean-copy';
import { hasSparseTensors, tensorsIn } from './nested';
import { weightsOf, type OnnxWeight } from './weights';

/** An input or a result of a graph. A size that a run decides has a name, or none at all. */
export interface OnnxValue {
  readonly name: string;
  /** As torch has it, such as `int64`; null for what is no tensor of numbers. */
  readonly dtype: string | null;
  /** Null where the file does not say it. */
  readonly shape: readonly (number | string)[] | null;
}

/** What an ONNX file says of itself; none of its weights are read. */
export interface OnnxOutline {
  readonly fileSize: number;
  /** What a run must be given; of two decoders that were merged the one without a past. */
  readonly inputs: readonly OnnxValue[];
  /** What such a merged file takes as it is; null for others. */
  readonly merged: readonly OnnxValue[] | null;
  readonly outputs: readonly OnnxValue[];
  readonly weights: readonly OnnxWeight[];
  /** Tensors that lie in other files, wherever in the graph they are. */
  readonly external: readonly ExternalData[];
  /** Attentions and hidden states inside the graph, which can be made results. */
  readonly inner: InnerValues;
}

/** Larger messages cannot be read by protobuf, and so by ONNX Runtime. */
const maxFileBytes = 2 ** 31 - 1;

const contentFields = [
  'raw_data',
  'float_data',
  'int32_data',
  'string_data',
  'int64_data',
  'double_data',
  'uint64_data',
];
const outlineRule = {
  without: new Set([
    ...contentFields,
    ...['AttributeProto.floats', 'AttributeProto.strings', 'AttributeProto.s'],
    ...['doc_string', 'metadata_props', 'value_info', 'quantization_annotation', 'training_info'],
  ]),
  maxBytes: 64_000_000,
};

/**
 * Reads the structure of an ONNX file and checks what can be checked without its weights.
 * @param name of the file for error texts
 * @throws LensError `not-found`, `bad-file`, `too-big` or `unsupported`, naming the file and what is wrong in it
 */
export function readOutline(path: string, name: string): OnnxOutline {
  const { model, fileSize } = structureOf(path, name);
  const { graph } = model;
  if (graph === undefined) throw new LensError('bad-file', `${name} is not an ONNX file: it has no graph.`);
  if (hasSparseTensors(model)) throw new LensError('unsupported', `${name} has sparse tensors, which are not run yet.`);
  checkOperators(model, name);
  const initialized = new Set(graph.initializer.map((tensor) => tensor.name));
  const external = [...tensorsIn(model)].filter(isExternal).map((tensor) => externalDataOf(tensor, name));
  const inputs = (): OnnxValue[] => graph.input.filter((input) => !initialized.has(input.name)).map(valueOf);
  const whole = inputs();
  const isMerged = takeFirstBranch(graph);
  return {
    fileSize,
    inputs: inputs(),
    merged: isMerged ? whole : null,
    outputs: graph.output.map(valueOf),
    weights: weightsOf(model),
    external,
    inner: findInnerValues(model),
  };
}

/**
 * An ONNX file without the content of its tensors.
 * @param refer where it is given, larger contents are named by their place in the file
 * @throws LensError `not-found`, `bad-file`, `too-big` or `unsupported`
 */
export function structureOf(
  path: string,
  name: string,
  refer?: CopyRule['refer'],
): { readonly model: ModelProto; readonly fileSize: number } {
  const descriptor = openFile(path, name);
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxFileBytes) {
      throw new LensError(
        'unsupported',
        `${name} has ${(size / 1e9).toFixed(1)} GB; ONNX Runtime reads files up to 2 GB.`,
        'Larger models keep their weights in files beside the ONNX file ("external data").',
      );
    }
    const rule = refer === undefined ? outlineRule : { ...outlineRule, refer };
    return { model: decode(copyLean(new FileWindow(descriptor, size), name, rule), name), fileSize: size };
  } finally {
    closeSync(descriptor);
  }
}

function openFile(path: string, name: string): number {
  try {
    // Opening a pipe would wait for its other end for ever.
    if (!statSync(path).isFile()) throw new TypeError('not a regular file');
    return openSync(path, 'r');
  } catch (cause) {
    const help = 'Check that the file is there and readable.';
    throw new LensError('not-found', `${name} cannot be opened.`, help, { cause });
  }
}

/** @throws LensError `bad-file` */
export function decode(bytes: Uint8Array, name: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new LensError('bad-file', `${name} is not an ONNX file.`, 'Download the file again.', { cause });
  }
}

function valueOf({ name, type }: ValueInfoProto): OnnxValue {
  if (type?.value.case !== 'tensorType') return { name, dtype: null, shape: null };
  const { elemType, shape } = type.value.value;
  const sizes = shape?.dim.map(({ value }) => {
    if (value.case === 'dimValue') return Number(value.value);
    return value.value ?? '';
  });
  return { name, dtype: elementTypeOf(elemType)?.name ?? null, shape: sizes ?? null };
}
