import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCommit, readRef } from './refs';
import { unfinishedPath } from './unfinished';
import { realFolder } from './write-snapshot';

/** Notes that a branch or tag is at a commit. Readers see the old commit or the new one, never half a file. */
export async function writeRef(repoFolder: string, revision: string, commit: string): Promise<void> {
  // A commit needs no name: it is its own.
  if (isCommit(revision) || (await readRef(repoFolder, revision)) === commit) return;
  const parts = revision.split('/');
  const folder = await realFolder(repoFolder, ['refs', ...parts.slice(0, -1)]);
  const path = join(folder, parts.at(-1) ?? '');
  // Not inside refs/: whatever lies there is a ref to Python.
  const fresh = unfinishedPath(join(repoFolder, 'blobs'), 'new');
  await writeFile(fresh, commit, { flush: true });
  await rename(fresh, path);
}
