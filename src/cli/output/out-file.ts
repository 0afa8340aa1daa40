import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { writeSafetensors } from '../../engine/formats/safetensors/write';
import type { Tensor } from '../../common/tensors/tensor';

/**
 * The absolute path of a file to write, checked before any work is done.
 * A link is followed: the file that it stands for is written, and the link stays.
 * @throws LensError `not-found` when its folder is not there or the path is a folder or a device
 */
export async function outPath(path: string): Promise<string> {
  const full = await realpath(resolve(path)).catch(() => resolve(path));
  if (await isFolder(full)) throw new LensError('not-found', `"${path}" is a folder, not a file to write.`);
  // The new file takes the place of the old one, which must not happen to /dev/null.
  if (await isDevice(full)) throw new LensError('not-found', `"${path}" is a device or a pipe, not a file to write.`);
  if (!(await isFolder(dirname(full)))) {
    throw new LensError('not-found', `The folder "${dirname(full)}" does not exist.`, 'Make it first.');
  }
  return full;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isDevice(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => !stats.isFile(),
    () => false,
  );
}

/** Writes tensors to a safetensors file, whole or not at all. @throws LensError `not-found` with what the system says */
export async function writeTensors(path: string, tensors: ReadonlyMap<string, Tensor>): Promise<void> {
  try {
    await writeSafetensors(path, tensors, { format: 'pt' });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new LensError('not-found', `The file "${path}" could not be written (${String(cause.code)}).`, undefined, {
      cause,
    });
  }
}
