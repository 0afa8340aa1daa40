import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeUnfinished } from '../checkpoint/whole-folder';

/** A file that was to be renamed. */
const unfinishedFile = /\.tmp$/;
/** What a process writes while it takes or keeps the lock. Another may be about to, so only old ones are rubbish. */
const lockFile = /^lock\.json\../;
const oldMs = 60_000;

/** Removes from a run folder what killed processes had not finished. Only whoever has the folder's lock may do so. */
export async function removeLeftovers(folder: string): Promise<void> {
  await removeUnfinished(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = unfinishedFile.test(name) || lockFile.test(name) ? await stat(path).catch(() => null) : null;
    if (found === null) continue;
    if (!lockFile.test(name) || Date.now() - found.mtimeMs > oldMs) await rm(path, { recursive: true, force: true });
  }
}
