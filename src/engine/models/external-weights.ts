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
  /** How ONNX names a file below `folder`. @param path free of symbolic links */
  readonly locate: (path: string) => string;
}

export interface Placing {
  /** Names of tensors that stay in the file, however small they are. */
  readonly inFile?: ReadonlySet<string>;
  /** Further files that are to lie below the folder, free of symbolic links. */
  readonly beside?: readonly string[];
}

/**
 * Prepares the weights for running in place. Files are followed to where they really are (the cache of the Hub is made
 * of symbolic links, which ONNX Runtime refuses to follow out of a folder).
 */
export async function placeWeights(
  entries: readonly StoredEntry[],
  { inFile = new Set(), beside = [] }: Placing = {},
): Promise<PlacedWeights> {
  const paths = new Map<string, string>();
  for (const path of new Set(entries.map((entry) => entry.path))) paths.set(path, await realpath(path));
  const folder = commonFolder([...paths.values(), ...beside]);
  const locate = (path: string): string => relative(folder, path).split(sep).join('/');
  const placed = new Map<string, StoredTensor>();
  for (const entry of entries) {
    const path = paths.get(entry.path) ?? entry.path;
    placed.set(entry.name, await place(entry, path, inFile.has(entry.name) ? null : inlineBytes, locate));
  }
  return {
    folder,
    locate,
    find: (name) => {
      const tensor = placed.get(name);
      if (tensor === undefined) throw new LensError('internal', `The tensor "${name}" was not placed.`);
      return tensor;
    },
  };
}

async function place(
  entry: StoredEntry,
  path: string,
  mostInline: number | null,
  locate: PlacedWeights['locate'],
): Promise<StoredTensor> {
  const dtype = storedDtypeOf(entry.dtype);
  if (dtype === undefined)
    throw new LensError('unsupported', `The tensor "${entry.name}" cannot be run as ${entry.dtype}.`);
  const { offset, byteLength: length, transposed = false } = entry;
  const shape = transposed ? [...entry.shape].reverse() : entry.shape;
  if (mostInline !== null && length <= mostInline) {
    return { dtype, shape, transposed, source: { kind: 'inline', bytes: await readTensorBytes(path, entry) } };
  }
  return { dtype, shape, transposed, source: { kind: 'external', location: locate(path), offset, length } };
}
