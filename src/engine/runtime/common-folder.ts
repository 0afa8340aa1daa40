import { dirname, parse, sep } from 'node:path';
import { LensError } from '../../common/errors/lens-error';

/**
 * The deepest folder that holds all files.
 * @param paths absolute and free of symbolic links, at least one
 * @throws LensError `unsupported` when they lie on different drives
 */
export function commonFolder(paths: readonly string[]): string {
  const [first = sep, ...rest] = paths.map((path) => dirname(path));
  let folder = first;
  for (const other of rest) {
    if (parse(other).root.toLowerCase() !== parse(folder).root.toLowerCase()) {
      throw new LensError(
        'unsupported',
        'The weight files of the model lie on different drives.',
        'Copy them into one folder.',
      );
    }
    while (!isInside(other, folder)) folder = dirname(folder);
  }
  return folder;
}

function isInside(path: string, folder: string): boolean {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return path === folder || path.startsWith(prefix);
}
