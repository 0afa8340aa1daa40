import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';

/**
 * The text of a file of a model folder, UTF-8; null where there is none.
 * @throws LensError `bad-file` for a file over `maxBytes` or one that cannot be read
 */
export async function readTextFile(path: string, maxBytes: number): Promise<string | null> {
  const what = basename(path);
  try {
    // Opening a pipe would wait for its other end for ever.
    if (!(await stat(path)).isFile()) throw new TypeError('not a regular file');
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) {
        throw new LensError(
          'bad-file',
          `${what} has ${Math.round(size / 1e6)} MB, more than any tokenizer needs (at most ${maxBytes / 1e6} MB are read).`,
          'Check that this is the right file, or download the model again.',
        );
      }
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof LensError) throw cause;
    if (isMissing(cause)) return null;
    throw new LensError('bad-file', `${what} cannot be read.`, 'Check that it is a file and that you may read it.', {
      cause,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
