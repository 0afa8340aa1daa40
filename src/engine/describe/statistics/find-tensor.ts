import { LensError } from '../../../common/errors/lens-error';
import { readConfig } from '../../models/read-config';
import { findOnnxWeight } from '../../models/onnx/stored-weights';
import type { StoredEntry } from '../../models/weight-files';
import { onnxIn, storedIn, type DescribedFile } from '../sources/folder';

/**
 * Where a tensor of a model lies: in its safetensors or `.bin` files, or else in its ONNX files.
 * @param weights the file in use, relative to the folder; null for the usual one
 * @throws LensError `not-found`, `unsupported` for a tensor whose numbers cannot be read, `bad-file`
 */
export async function findTensor(folder: string, weights: string | null, name: string): Promise<StoredEntry> {
  const stored = await storedIn(folder, weights);
  if (stored === null) return findInOnnx(await onnxIn(folder, weights, await readConfig(folder)), folder, name);
  const entry = stored.tensors.get(name);
  if (entry === undefined) throw new LensError('not-found', `There is no tensor "${name}" in the weights.`);
  return entry;
}

async function findInOnnx(files: readonly DescribedFile[], folder: string, name: string): Promise<StoredEntry> {
  const file = files.find(({ prefix }) => name.startsWith(prefix));
  if (file === undefined) throw new LensError('not-found', `There is no tensor "${name}" in the weights.`);
  return { ...(await findOnnxWeight(folder, file.name, name.slice(file.prefix.length))), name };
}
