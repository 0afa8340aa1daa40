import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { findStoredTensor } from '../../formats/onnx/reading/stored-tensor';
import { dtypeOfTorch } from '../../formats/safetensors/dtypes';
import type { StoredEntry } from '../weight-files';
import { findDataFiles } from './data-files';

/**
 * Where a weight of an ONNX file lies, in it or in a file beside it. No weights are read.
 * @param name of the file, relative to the model's folder, with `/`
 * @throws LensError `not-found`, `unsupported` for a type or a form that cannot be read, `bad-file`
 */
export async function findOnnxWeight(folder: string, name: string, tensor: string): Promise<StoredEntry> {
  const path = join(folder, name);
  const { dtype: type, shape, location, offset, length } = findStoredTensor(path, name, tensor);
  const dtype = dtypeOfTorch(type);
  if (dtype === null) {
    throw new LensError('unsupported', `The tensor "${tensor}" is stored as ${type}, which has no statistics yet.`);
  }
  const [file] = location === null ? [] : await findDataFiles(folder, name, [{ tensor, location, offset, length }]);
  return { name: tensor, dtype, shape, offset, byteLength: length, path: file?.path ?? (await realpath(path)) };
}
