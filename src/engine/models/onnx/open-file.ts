import { toBinary } from '@bufbuild/protobuf';
import type { InferenceSession } from 'onnxruntime-node';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { ModelProtoSchema, TensorProto_DataLocation as DataLocation } from '../../formats/onnx/generated/onnx_pb';
import { externalDataOf, isExternal } from '../../formats/onnx/reading/external-data';
import { FileWindow } from '../../formats/onnx/reading/file-window';
import { copyLean } from '../../formats/onnx/reading/lean-copy';
import { tensorsIn } from '../../formats/onnx/reading/nested';
import { decode } from '../../formats/onnx/reading/outline';
import { readExactly } from '../../formats/safetensors/read-header';
import { commonFolder } from '../../runtime/common-folder';
import type { OnnxRuntime } from '../../runtime/onnxruntime';
import { createSession, isLacking, reasonOf } from '../../runtime/session';
import type { LoadOptions } from '../loaded-model';
import type { DataFile } from './data-files';
import type { OnnxCheckpoint } from './onnx-checkpoint';

/**
 * Tensors up to this size are moved into the graph: ONNX works out shapes from them, and does not look into other files
 * for that.
 */
const inlineBytes = 20_000;
/** Far more than graphs have whose weights lie elsewhere. */
const maxGraphBytes = 500_000_000;

/**
 * Opens an ONNX file in ONNX Runtime. A file that holds all of its weights is opened where it lies. Weights in other
 * files are found through links, which ONNX Runtime does not follow out of a folder (the cache of the Hub is made of
 * them): the graph is then handed over with the real places in it.
 * @throws LensError `device`, or `bad-file` or `unsupported` with what ONNX Runtime says
 */
export async function openFile(
  ort: OnnxRuntime,
  { path, name, data }: OnnxCheckpoint,
  { device, threads, runs }: LoadOptions,
): Promise<InferenceSession> {
  const options = { device, threads, prepack: runs === 'often' };
  try {
    if (data.length === 0) return await createSession(ort, path, { ...options, folder: null });
    const folder = commonFolder(data.map((file) => file.path));
    return await createSession(ort, await placedGraph(path, name, data, folder), { ...options, folder });
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'internal') throw error;
    const reason = reasonOf(error.cause);
    throw new LensError(
      isLacking(reason) ? 'unsupported' : 'bad-file',
      `ONNX Runtime cannot open ${name}: ${reason}`,
      'Choose another file of the model with other weights, or download it again.',
      { cause: error.cause },
    );
  }
}

/** The graph with its external tensors named from `folder`, small ones in place. */
async function placedGraph(path: string, name: string, data: readonly DataFile[], folder: string): Promise<Uint8Array> {
  const model = decode(readGraph(path, name), name);
  const files = new Map(data.map((file) => [file.location, file]));
  for (const tensor of tensorsIn(model)) {
    if (!isExternal(tensor)) continue;
    const { location, offset, length } = externalDataOf(tensor, name);
    const file = files.get(location);
    if (file === undefined) throw new LensError('bad-file', `${name} has changed since it was read.`);
    if (length <= inlineBytes) {
      tensor.rawData = await readStretch(file, offset, length);
      tensor.dataLocation = DataLocation.DEFAULT;
      tensor.externalData = [];
    } else {
      const place = relative(folder, file.path).split(sep).join('/');
      for (const entry of tensor.externalData) if (entry.key === 'location') entry.value = place;
    }
  }
  return toBinary(ModelProtoSchema, model);
}

function readGraph(path: string, name: string): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const file = new FileWindow(descriptor, fstatSync(descriptor).size);
    const without = new Set(['doc_string', 'metadata_props', 'training_info']);
    return copyLean(file, name, { without, maxBytes: maxGraphBytes });
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
