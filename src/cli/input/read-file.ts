import { open, stat } from 'node:fs/promises';
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
    return await readAtMost(path, maxBytes, tooBig);
  } catch (cause) {
    if (cause instanceof LensError) throw cause;
    throw new LensError('not-found', `The file "${path}" ${reasonOf(cause)}.`, undefined, { cause });
  }
}

/** Pipes and devices have no size: what they give is counted as it comes. */
async function readAtMost(path: string, maxBytes: number, tooBig: () => LensError): Promise<Buffer> {
  const file = await open(path, 'r');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooBig();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return `could not be read (${String(code ?? error)})`;
}
