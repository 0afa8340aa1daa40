import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { lengthBytes, type SafetensorsHeader } from './header';
import { announcedLength, parseHeader } from './parse-header';

/**
 * Reads and checks the header of a safetensors file; no tensor is read.
 * @throws LensError `not-found`, or `bad-file` or `too-big` that names the file and the tensor
 */
export async function readSafetensorsHeader(path: string): Promise<SafetensorsHeader> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const length = await headerLength(file, size, basename(path));
    const bytes = await readExactly(file, lengthBytes, length, basename(path));
    return parseHeader(bytes, size, path);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Opening a pipe would wait for its other end for ever.
    if (!(await stat(path)).isFile()) throw new TypeError('not a regular file');
    return await open(path, 'r');
  } catch (cause) {
    throw new LensError(
      'not-found',
      `${basename(path)} cannot be opened.`,
      'Check that the file is there and readable.',
      {
        cause,
      },
    );
  }
}

async function headerLength(file: FileHandle, size: number, name: string): Promise<number> {
  return announcedLength(await readExactly(file, 0, lengthBytes, name), size, name);
}

/** Reads `length` bytes from `position`. Throws LensError `bad-file` when the file is shorter. */
export async function readExactly(
  file: FileHandle,
  position: number,
  length: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  // One read gives at most 2 GiB, and may give less than asked for.
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, Math.min(length - done, 2 ** 30), position + done);
    if (bytesRead === 0) throw new LensError('bad-file', `${name} is incomplete.`, 'Download the file again.');
    done += bytesRead;
  }
  return bytes;
}
