import { toBinary } from '@bufbuild/protobuf';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import {
  ModelProtoSchema,
  TensorProto_DataLocation as DataLocation,
  type TensorProto,
} from '../../formats/onnx/generated/onnx_pb';
import { bytesOf, externalDataOf, isExternal } from '../../formats/onnx/reading/external-data';
import { FileWindow } from '../../formats/onnx/reading/file-window';
import { takeFirstBranch } from '../../formats/onnx/reading/first-branch';
import { copyLean } from '../../formats/onnx/reading/lean-copy';
import { tensorsIn } from '../../formats/onnx/reading/nested';
import { decode } from '../../formats/onnx/reading/outline';
import { readExactly } from '../../formats/safetensors/read-header';
import { addResults } from './add-results';
import type { DataFile } from './data-files';
import type { OnnxFile } from './onnx-file';
import type { Result } from './output-plan';

/**
 * Tensors up to this size are moved into the graph: ONNX works out shapes from them, and does not look into other files
 * for that.
 */
const inlineBytes = 20_000;
/** Far more than graphs have without their weights. */
const maxGraphBytes = 500_000_000;
/** Stands for the ONNX file itself: no place that a file may name. */
const ownFile = ':itself';

/** What a graph is made for. */
export interface Reading {
  /** Values inside it that become results. */
  readonly inner: readonly Result[];
  /** `steps`: token by token, so that of a merged file both branches are needed. */
  readonly reads: 'texts' | 'steps';
}

/**
 * The graph of an ONNX file without its larger weights, which it then takes from where they lie: named from `folder`, with
 * small ones in place, and with more results.
 * @throws LensError that names the file
 */
export async function placedGraph(
  { path, name, data, isMerged }: OnnxFile,
  folder: string,
  { inner, reads }: Reading,
): Promise<Uint8Array> {
  const place = (file: string) => relative(folder, file).split(sep).join('/');
  const model = decode(readGraph(path, name), name);
  const files = new Map(data.map((file) => [file.location, file]));
  for (const tensor of tensorsIn(model)) {
    if (!isExternal(tensor) || placeOwn(tensor, place(path), name)) continue;
    const { location, offset, length } = externalDataOf(tensor, name);
    const file = files.get(location);
    if (file === undefined) throw new LensError('bad-file', `${name} has changed since it was read.`);
    if (length <= inlineBytes) {
      tensor.rawData = await readStretch(file, offset, length);
      tensor.dataLocation = DataLocation.DEFAULT;
      tensor.externalData = [];
    } else {
      for (const entry of tensor.externalData) if (entry.key === 'location') entry.value = place(file.path);
    }
  }
  if (isMerged && reads === 'texts' && model.graph !== undefined) takeFirstBranch(model.graph);
  addResults(model, inner);
  return toBinary(ModelProtoSchema, model);
}

/** Says where content lies that was left in the ONNX file itself; false for a tensor whose content is elsewhere. */
function placeOwn(tensor: TensorProto, place: string, name: string): boolean {
  const { externalData } = tensor;
  const location = externalData.find(({ key, value }) => key === 'location' && value === ownFile);
  if (location === undefined) return false;
  const length = externalData.find(({ key }) => key === 'length')?.value;
  if (externalData.length !== 3 || length !== String(bytesOf(tensor, name))) {
    const problem = 'holds more or less than its shape needs';
    throw new LensError('bad-file', `In ${name} the tensor "${tensor.name}" ${problem}.`, 'Download the model again.');
  }
  location.value = place;
  return true;
}

function readGraph(path: string, name: string): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const file = new FileWindow(descriptor, fstatSync(descriptor).size);
    const without = new Set(['doc_string', 'metadata_props', 'training_info']);
    const refer = { location: ownFile, overBytes: inlineBytes };
    return copyLean(file, name, { without, maxBytes: maxGraphBytes, refer });
  } finally {
    closeSync(descriptor);
  }
}

async function readStretch({ path, name }: DataFile, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    return await readExactly(file, offset, length, name);
  } finally {
    await file.close();
  }
}
