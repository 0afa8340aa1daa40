import { open } from 'node:fs/promises';
import { writeTensorsTo } from '../../formats/safetensors/write';
import { FileDigest, type FileFacts } from './manifest';

/** A float32 tensor that is in memory, or that is made when it is its turn. */
export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** Gives what is written in place of `data`. */
  readonly load?: () => Float32Array;
}

/** Writes a safetensors file and hashes it meanwhile. The file is not flushed: that is its folder's business. */
export async function writeHashed(
  path: string,
  tensors: readonly WrittenTensor[],
  metadata?: Readonly<Record<string, string>>,
): Promise<FileFacts> {
  const digest = new FileDigest();
  const toWrite = tensors.map((tensor) => ({
    name: tensor.name,
    dims: tensor.shape,
    dtype: 'float32' as const,
    load: tensor.load ?? (() => tensor.data),
  }));
  const file = await open(path, 'wx');
  try {
    await writeTensorsTo(file, toWrite, metadata, digest.add);
  } finally {
    await file.close();
  }
  return digest.facts();
}
