import { LensError } from '../../../../common/errors/lens-error';

/** What the system says of a file that cannot be read, in words. */
export function unreadable(path: string, cause: unknown): LensError {
  if (cause instanceof LensError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist',
    ENOTDIR: 'does not exist',
    EISDIR: 'is a folder, not a file',
    EACCES: 'may not be read',
    EPERM: 'may not be read',
  };
  return new LensError('not-found', `The file "${path}" ${words[code] ?? `could not be read (${code})`}.`, undefined, {
    cause,
  });
}
