import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repoFolderName } from '../cache/repo-folder';
import { abandoned, dropNameless, partialBytes } from './blob/partial';

/** Bytes that unfinished downloads of a model have left in the cache. */
export async function partialDownload(cache: string, id: string): Promise<number> {
  return partialBytes(join(cache, repoFolderName(id), 'blobs'));
}

/** Deletes what unfinished downloads of a model have left; files that another process writes to stay. */
export async function discardPartials(cache: string, id: string): Promise<void> {
  const blobs = join(cache, repoFolderName(id), 'blobs');
  for (const path of await abandoned(blobs, null)) await rm(path, { force: true });
  await dropNameless(blobs);
}
