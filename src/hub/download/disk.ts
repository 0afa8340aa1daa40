import { statfs } from 'node:fs/promises';
import { LensError } from '../../common/errors/lens-error';
import { formatBytes } from '../../common/text/format-bytes';
import { orNull } from '../files/look';

/** Left free for everything else that writes. */
const reserve = 20_000_000;

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'its disk is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long for this system',
  EEXIST: 'a file lies where a folder is due',
  ENOTDIR: 'a file lies where a folder is due',
  EIO: 'the disk fails',
  EFBIG: 'it is larger than files may be here',
  ENOENT: 'another program has deleted a part of it meanwhile',
  EBUSY: 'another program uses it',
};

/**
 * What the file system refused, in words; other errors as they are.
 * @param what what was being written, such as `"model.safetensors"`
 */
export function diskError(error: unknown, what: string): unknown {
  if (error instanceof LensError || !(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const code = String(error.code);
  const reason = reasons[code] ?? `the system refuses it (${code})`;
  const message = `${what} cannot be written to the Hugging Face cache: ${reason}.`;
  return new LensError('disk', message, helpFor(code), { cause: error });
}

function helpFor(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'Free some space and start again: what is there already is kept.';
  if (code === 'ENOENT' || code === 'EBUSY') return 'Start the download again: what is there already is kept.';
  return 'Give the cache another folder (HF_HUB_CACHE, or the setting modelLens.hubCache), or allow writing to it.';
}

/**
 * Makes sure that a download fits before it begins.
 * @throws LensError `disk` that says how much is missing
 */
export async function checkSpace(folder: string, bytes: number): Promise<void> {
  // Not every file system tells.
  const stats = await orNull(statfs(folder));
  if (stats === null || stats.blocks === 0) return;
  const free = stats.bavail * stats.bsize;
  if (bytes + reserve <= free) return;
  throw new LensError(
    'disk',
    `The download needs ${formatBytes(bytes)}, and the disk of the Hugging Face cache has ${formatBytes(free)} free.`,
    'Free some space, or give the cache a folder on another disk (HF_HUB_CACHE).',
  );
}
