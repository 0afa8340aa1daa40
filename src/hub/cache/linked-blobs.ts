import { readlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { entriesOf, orNull } from '../files/look';

const maxDepth = 8;

/** True when a file of any snapshot of a repository is a link to the blob: it must stay where it is. */
export async function isLinked(repoFolder: string, blob: string): Promise<boolean> {
  const target = resolve(blob);
  const visit = async (folder: string, depth: number): Promise<boolean> => {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < maxDepth && (await visit(path, depth + 1))) return true;
      if (!entry.isSymbolicLink()) continue;
      const leadsTo = await orNull(readlink(path));
      if (leadsTo !== null && resolve(folder, leadsTo) === target) return true;
    }
    return false;
  };
  return visit(join(repoFolder, 'snapshots'), 0);
}
