import { readFile, stat } from 'node:fs/promises';
import { LensError } from '../../common/errors/lens-error';

/**
 * The bytes of a file that a person named.
 * @throws LensError `not-found` when it cannot be read, the error that `tooBig` makes when it is larger than `maxBytes`
 */
export async function readNamedFile(path: string, maxBytes: number, tooBig: () => LensError): Promise<Buffer> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw new LensError('not-found', `"${path}" is a folder, not a file.`);
    if (stats.size > maxBytes) throw tooBig();
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof LensError) throw cause;
    throw new LensError('not-found', `The file "${path}" ${reasonOf(cause)}.`, undefined, { cause });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return `could not be read (${String(code ?? error)})`;
}
