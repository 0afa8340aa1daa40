import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf, orNull } from '../files/look';

/**
 * Bytes of everything below a model's folder: `own` are files, `shared` lie in Python's shared blobs, to which `blobs/`
 * holds links.
 */
export async function blobBytes(repoFolder: string): Promise<{ own: number; shared: number }> {
  let own = 0;
  let shared = 0;
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) own += (await orNull(lstat(path)))?.size ?? 0;
      else if (folder === join(repoFolder, 'blobs')) shared += (await orNull(stat(path)))?.size ?? 0;
    }
  };
  await visit(repoFolder);
  return { own, shared };
}
