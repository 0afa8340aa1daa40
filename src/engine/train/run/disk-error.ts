import { LensError } from '../../../common/errors/lens-error';

const resume = 'then resume the run (in a shell by --resume).';
const words: Readonly<Record<string, readonly [why: string, help: string]>> = {
  ENOSPC: ['the disk is full', `Free some space, ${resume}`],
  EDQUOT: ['the disk quota is used up', `Free some space, ${resume}`],
  EROFS: ['the disk is read-only', 'Choose another folder with --out.'],
  EACCES: ['it may not be written', 'Choose another folder with --out.'],
  EPERM: ['it may not be written', 'Choose another folder with --out.'],
  // What a read-only disk answers to the making of a folder with those above it.
  ENOENT: ['it is not there and cannot be made', 'Choose another folder with --out.'],
  ENOTDIR: ['a part of its path is a file', 'Choose another folder with --out.'],
  EISDIR: ['a folder is in the place of a file', 'Choose another folder with --out.'],
  EFBIG: ['a file would be larger than is allowed', `Raise the limit (ulimit -f), ${resume}`],
  EEXIST: ['a file is in its place', 'Choose another folder with --out.'],
  EIO: ['the disk reports an error', `Check the disk, ${resume}`],
};

/** The failure of writing into a run folder in plain words; any other error as it is. */
export function explainDiskError(error: unknown, folder: string): unknown {
  if (error instanceof LensError || !(error instanceof Error) || !('code' in error)) return error;
  const known = typeof error.code === 'string' ? words[error.code] : undefined;
  if (known === undefined) return error;
  return new LensError('disk', `The run folder "${folder}" cannot be written: ${known[0]}.`, known[1], {
    cause: error,
  });
}
