import { LensError } from '../../common/errors/lens-error';

const maxPartBytes = 255;
const maxPathBytes = 1000;

/** Names that stand for devices on Windows, with any extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:$|[. ])/i;

/** What ends or changes a name on some system; `:` is a drive or a stream of a file on Windows. */
const unsafe = /[\p{Cc}\p{Surrogate}\\:*"<>|]|[. ]$/u;

/**
 * True for a path of a repository that can be created below a folder and nowhere else, whatever the system: relative,
 * parts between `/`, none of them `.` or `..`, a drive, a device of Windows, or a name that a system would change.
 * `#`, `?` and `%` are fine; addresses encode them.
 */
export function isSafePath(path: string): boolean {
  return Buffer.byteLength(path) <= maxPathBytes && path.split('/').every(isSafePart);
}

/** `.` and `..` are among the names that end with a dot. */
function isSafePart(part: string): boolean {
  return part !== '' && Buffer.byteLength(part) <= maxPartBytes && !unsafe.test(part) && !device.test(part);
}

/**
 * Refuses paths that cannot lie beside each other on every system: two that differ only in case or in how accents are
 * written, or a file where another path needs a folder.
 * @throws LensError `bad-file` that names both
 */
export function refuseClashes(paths: Iterable<string>): void {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const path of paths) {
    const key = folded(path);
    const other = files.get(key) ?? folders.get(key);
    if (other !== undefined) throw clash(path, other);
    files.set(key, path);
    for (let end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) folders.set(key.slice(0, end), path);
  }
  for (const [folder, path] of folders) {
    const file = files.get(folder);
    if (file !== undefined) throw clash(path, file);
  }
}

/** File systems that ignore case compare in upper or in lower case, or fold it: two steps cover each of them. */
function folded(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function clash(path: string, other: string): LensError {
  return new LensError(
    'bad-file',
    `The files "${path}" and "${other}" of the model cannot lie beside each other on every system.`,
    'Ask the authors of the model to rename one of them.',
  );
}
