import { join } from 'node:path';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { repoFolderName } from '../cache/repo-folder';
import { look } from '../files/look';
import { mapLimited } from './map-limited';

const atOnce = 16;

/** True when the cache has all of these files of a model at this commit, whole as far as their sizes tell. */
export async function areCached(
  cache: string,
  id: string,
  commit: string,
  files: readonly RepoFile[],
): Promise<boolean> {
  const folder = join(cache, repoFolderName(id), 'snapshots', commit);
  const there = await mapLimited(files, atOnce, async ({ path, bytes }) => {
    const stats = await look(join(folder, path));
    return stats !== null && stats.isFile() && stats.size === bytes;
  });
  return files.length > 0 && there.every(Boolean);
}
