import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import type { SafetensorsHeader } from '../safetensors/header';
import { readExactly } from '../safetensors/read-header';
import { PickleError } from './pickle/pickle-error';
import { isLegacy, readLegacyTensors } from './read-legacy';
import { readZipTensors } from './read-zip';

/** "PK", with which a zip file begins. */
const zipMark = [0x50, 0x4b];

/**
 * Where the tensors of a `pytorch_model.bin` lie. The file is a Python pickle, a program: it is read as data, by a machine
 * that knows the few names which weights need, and nothing of it is run. No tensor is read.
 * @throws LensError `not-found`, `unsupported`, or `bad-file` that names the file and what it asks for
 */
export async function readBinHeader(path: string): Promise<SafetensorsHeader> {
  const name = basename(path);
  const cannotOpen = (cause?: unknown): never => {
    throw new LensError('not-found', `${name} cannot be opened.`, 'Check that the file is there and readable.', {
      cause,
    });
  };
  // Opening a pipe would wait for its other end for ever.
  if (!(await stat(path).catch(cannotOpen)).isFile()) cannotOpen();
  const file = await open(path, 'r').catch(cannotOpen);
  try {
    const { size } = await file.stat();
    const read = (offset: number, length: number) => readExactly(file, offset, length, name);
    const first = await read(0, Math.min(4, size));
    const isZip = zipMark.every((byte, index) => first[index] === byte);
    if (!isZip && !isLegacy(first))
      throw new LensError('bad-file', `${name} is no file of weights that PyTorch wrote.`);
    const tensors = await (isZip ? readZipTensors : readLegacyTensors)(size, name, read);
    return { path, fileSize: size, tensors, metadata: {} };
  } catch (error) {
    if (!(error instanceof PickleError)) throw error;
    throw new LensError('bad-file', `${name} cannot be read: it ${error.message}.`, help, { cause: error });
  } finally {
    await file.close();
  }
}

const help = 'Use the safetensors file of the same model, or another model.';
