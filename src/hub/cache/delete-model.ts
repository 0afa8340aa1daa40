import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { entriesOf, isFolder } from '../files/look';
import { blobBytes } from './blob-bytes';
import { repoFolderName } from './repo-folder';

/** What a deletion brought. `sharedBytes` lie in Python's shared blobs and stay. */
export interface Deleted {
  readonly freedBytes: number;
  readonly sharedBytes: number;
}

const trashStart = '.deleted-';
const trashEnd = '.lens';

const inUse = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);

/**
 * Deletes a model from the cache, every revision of it. Its folder leaves the cache by one rename, so that nobody sees
 * half a model. Blobs that Python shares between models may only be deleted under a lock (`flock`) that Node cannot take:
 * they stay, and `hf cache prune` finds them.
 * @throws LensError `not-found`, or `disk` when a file is in use or may not be deleted
 */
export async function deleteModel(cache: string, id: string): Promise<Deleted> {
  const folder = join(cache, repoFolderName(id));
  if (!(await isFolder(folder))) throw new LensError('not-found', `The model "${id}" is not in the cache.`);
  // Of a link to a folder elsewhere only the link goes.
  const isLink = (await lstat(folder)).isSymbolicLink();
  const { own, shared } = isLink ? { own: 0, shared: 0 } : await blobBytes(folder);
  // Below .locks, because everything else in the cache is a model to Python.
  const locks = join(cache, '.locks');
  const trash = join(locks, `${trashStart}${randomBytes(4).toString('hex')}${trashEnd}`);
  try {
    await mkdir(locks, { recursive: true });
    await rename(folder, trash);
    await rm(join(locks, repoFolderName(id)), { recursive: true, force: true });
    await emptyTrash(locks);
  } catch (error) {
    throw undeletable(id, error);
  }
  return { freedBytes: own, sharedBytes: shared };
}

/** Deletes what has left the cache, by this deletion or by an earlier one that was killed. */
async function emptyTrash(locks: string): Promise<void> {
  for (const { name } of await entriesOf(locks)) {
    if (!name.startsWith(trashStart) || !name.endsWith(trashEnd)) continue;
    await rm(join(locks, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function undeletable(id: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!inUse.has(code) && code !== 'EROFS') return error;
  return new LensError(
    'disk',
    `The model "${id}" cannot be deleted: a file is in use or may not be deleted.`,
    'Unload the model, close other programs that use it, and try again.',
    { cause: error },
  );
}
