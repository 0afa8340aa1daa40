import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Lays the files of a folder out as the Hub's cache of Python's huggingface_hub 2 does: a snapshot of links to blobs, which
 * may be links themselves into a folder that models share.
 * @param place where below the cache the content of a file lies
 * @returns the snapshot's folder
 */
export function cacheLayout(
  source: string,
  cache: string,
  names: readonly string[],
  place: (n: number) => string,
): string {
  const snapshot = join(cache, 'models--a--b/snapshots/0123');
  names.forEach((name, index) => {
    const [real, blob] = [join(cache, place(index), 'content'), join(cache, 'models--a--b/blobs', String(index))];
    const link = join(snapshot, name);
    for (const path of [real, blob, link]) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(real, readFileSync(join(source, name)));
    symlinkSync(real, blob);
    symlinkSync(relative(dirname(link), blob), link);
  });
  return snapshot;
}
