import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { cancelled } from '../../common/errors/lens-error';
import type { HubClient, TreeFile } from '../api/hub-client';
import { placeInSnapshot, sizeAt } from '../cache/write-snapshot';
import { isAbsent } from '../files/look';
import { fetchBlob } from './blob/fetch-blob';
import { blobName, contentHash } from './content-hash';
import type { Meter } from './meter';

/** How often another download may take a blob away before it is given up. */
const mostLost = 3;

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
 * Makes sure that files of one content are in the snapshot, whole. What is there already is hashed and kept, or fetched
 * again when it is damaged.
 */
export async function provideFiles(context: ProvideContext, files: readonly TreeFile[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const file of files) {
    // One after the other: what the first fetches is there for the next.
    const keepBlob = file !== files.at(-1);
    await provideFile(context, file, keepBlob);
    results.push({ path: file.path, size: file.bytes, verified: true });
  }
  return results;
}

async function provideFile(context: ProvideContext, file: TreeFile, keepBlob: boolean): Promise<void> {
  const { repoFolder, commit, blobs, links, meter } = context;
  const { path } = file;
  const blob = join(blobs, blobName(file));
  for (let lost = 0; ; lost++) {
    if (await isWhole(context, join(repoFolder, 'snapshots', commit, path), file)) return;
    // A damaged one, or a link to a damaged one of Python's shared blobs, is there until a whole one takes its place.
    if (!(await isWhole(context, blob, file))) await fetchBlob({ ...context, file });
    try {
      await placeInSnapshot({ repoFolder, commit, path, blob, links, keepBlob });
      return;
    } catch (error) {
      // Where there are no links, another download moves the blob into a snapshot, most likely to this very place.
      if (lost === mostLost || !isGone(error)) throw error;
      meter.lost(file.bytes);
    }
  }
}

/** True when the file is there with the content that the Hub names. */
async function isWhole({ signal, meter }: ProvideContext, path: string, file: TreeFile): Promise<boolean> {
  if ((await sizeAt(path)) !== file.bytes) return false;
  const hash = contentHash(file);
  let read = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (signal.aborted) throw cancelled();
      const bytes = chunk as Buffer;
      hash.update(bytes);
      read += bytes.length;
      meter.found(bytes.length);
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  if (hash.digest('hex') === blobName(file)) return true;
  meter.lost(read);
  return false;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
