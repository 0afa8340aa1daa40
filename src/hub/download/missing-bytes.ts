import { join } from 'node:path';
import type { TreeFile } from '../api/hub-client';
import { sizeAt } from '../cache/write-snapshot';
import { mapLimited } from '../inspect/map-limited';
import { keptBytes } from './blob/partial';
import { blobName } from './content-hash';

export interface Places {
  readonly repoFolder: string;
  readonly blobs: string;
  readonly commit: string;
  /** False where files lie in the snapshot itself. */
  readonly links: boolean;
}

const looksAtOnce = 16;

/**
 * Bytes by which the cache will grow until it has all files: what is there, whole or in part, counts no more, and files of
 * the same content count once where they are links.
 * @param groups files of the same content together
 */
export async function missingBytes(places: Places, groups: readonly (readonly TreeFile[])[]): Promise<number> {
  const kept = await keptBytes(places.blobs);
  const missing = await mapLimited(groups, looksAtOnce, (files) => missingOf(places, files, kept));
  return missing.reduce((sum, bytes) => sum + bytes, 0);
}

async function missingOf(
  { repoFolder, blobs, commit, links }: Places,
  files: readonly TreeFile[],
  kept: ReadonlyMap<string, number>,
): Promise<number> {
  const [first] = files;
  if (!first) return 0;
  const { bytes } = first;
  const sizes = await mapLimited(files, 1, ({ path }) => sizeAt(join(repoFolder, 'snapshots', commit, path)));
  const lacking = sizes.filter((size) => size !== bytes).length;
  if (lacking === 0) return 0;
  const name = blobName(first);
  const isThere = (await sizeAt(join(blobs, name))) === bytes;
  return bytes * (links ? 1 : lacking) - (isThere ? bytes : Math.min(bytes, kept.get(name) ?? 0));
}
