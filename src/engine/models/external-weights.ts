import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { readTensorBytes } from '../formats/safetensors/read-tensors';
import type { StoredTensor } from '../runtime/lowering/lower-graph';
import { commonFolder } from '../runtime/common-folder';
import { storedDtypeOf } from './stored-dtypes';
import type { StoredEntry } from './weight-files';

/** Tensors up to this size (biases, norms) go into the model itself: mapping a file for each would take longer. */
const inlineBytes = 20_000;

/** Where every weight lies, as ONNX names it: small ones as bytes, others as a stretch of a file below `folder`. */
export interface PlacedWeights {
  readonly folder: string;
  readonly find: (name: string) => StoredTensor;
}

/**
 * Prepares the weights for running in place. Files are followed to where they really are (the cache of the Hub is made
 * of symbolic links, which ONNX Runtime refuses to follow out of a folder).
 */
export async function placeWeights(entries: readonly StoredEntry[]): Promise<PlacedWeights> {
  const paths = new Map<string, string>();
  for (const path of new Set(entries.map((entry) => entry.path))) paths.set(path, await realpath(path));
  const folder = commonFolder([...paths.values()]);
  const placed = new Map<string, StoredTensor>();
  for (const entry of entries) {
    placed.set(entry.name, await place(entry, folder, paths.get(entry.path) ?? entry.path));
  }
  return {
    folder,
    find: (name) => {
      const tensor = placed.get(name);
      if (tensor === undefined) throw new LensError('internal', `The tensor "${name}" was not placed.`);
      return tensor;
    },
  };
}

async function place(entry: StoredEntry, folder: string, path: string): Promise<StoredTensor> {
  const dtype = storedDtypeOf(entry.dtype);
  if (dtype === undefined)
    throw new LensError('unsupported', `The tensor "${entry.name}" cannot be run as ${entry.dtype}.`);
  const { offset, byteLength: length, transposed = false } = entry;
  const shape = transposed ? [...entry.shape].reverse() : entry.shape;
  if (length <= inlineBytes) {
    return { dtype, shape, transposed, source: { kind: 'inline', bytes: await readTensorBytes(path, entry) } };
  }
  const location = relative(folder, path).split(sep).join('/');
  return { dtype, shape, transposed, source: { kind: 'external', location, offset, length } };
}
