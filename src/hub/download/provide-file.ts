import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { cancelled } from '../../common/errors/lens-error';
import type { HubClient, TreeFile } from '../api/hub-client';
import { placeInSnapshot, removeBlob, sizeAt } from '../cache/write-snapshot';
import { fetchBlob } from './blob/fetch-blob';
import { blobName, contentHash } from './content-hash';
import type { Meter } from './meter';

export interface ProvideContext {
  readonly client: HubClient;
  readonly id: string;
  readonly commit: string;
  readonly repoFolder: string;
  readonly blobs: string;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly links: boolean;
}

/** A file that is in the cache now. `verified`: its hash is the one that the Hub names. */
export interface FileResult {
  readonly path: string;
  readonly size: number;
  readonly verified: boolean;
}

/**
 * Makes sure that a file is in the snapshot, whole. What is there already is hashed and kept, or fetched again when it is
 * damaged.
 */
export async function provideFile(context: ProvideContext, file: TreeFile): Promise<FileResult> {
  const { repoFolder, commit, blobs, links } = context;
  const { path, bytes: size } = file;
  const pointer = join(repoFolder, 'snapshots', commit, path);
  const blob = join(blobs, blobName(file));
  if (await isWhole(context, pointer, file)) return { path, size, verified: true };
  const there = await isWhole(context, blob, file);
  if (!there) await replaceBlob(context, blob, file);
  await placeInSnapshot({ repoFolder, commit, path, blob, links });
  return { path, size, verified: true };
}

async function replaceBlob(context: ProvideContext, blob: string, file: TreeFile): Promise<void> {
  // A damaged one of Python's shared blobs is a link: it makes way for a file of our own.
  await removeBlob(blob);
  await fetchBlob({ ...context, file });
}

/** True when the file is there with the content that the Hub names. */
async function isWhole({ signal, meter }: ProvideContext, path: string, file: TreeFile): Promise<boolean> {
  if ((await sizeAt(path)) !== file.bytes) return false;
  const hash = contentHash(file);
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (signal.aborted) throw cancelled();
    const bytes = chunk as Buffer;
    hash.update(bytes);
    read += bytes.length;
    meter.found(bytes.length);
  }
  if (hash.digest('hex') === blobName(file)) return true;
  meter.lost(read);
  return false;
}
