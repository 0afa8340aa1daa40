import { rename, rm } from 'node:fs/promises';
import { unfinishedIn, unfinishedPath } from '../../cache/unfinished';
import { orNull } from '../../files/look';

/** The partial files that this process is writing to. */
const active = new Set<string>();

/**
 * A part of a blob. Its name has the hash of the whole, and its length says how much of it is there, so nothing else needs
 * to be noted.
 */
export interface Partial {
  readonly path: string;
  /** Lets go of the file; it stays for the next try. */
  release(): void;
}

/**
 * The partial file of a blob, for this process alone: what an earlier try left, claimed by giving it a new name (which
 * only one of two processes can do), else a path at which nothing lies.
 */
export async function claimPartial(blobs: string, hash: string): Promise<Partial> {
  const path = unfinishedPath(blobs, hash);
  active.add(path);
  for (const left of await abandoned(blobs, hash)) {
    if ((await orNull(rename(left, path).then(() => true))) === true) break;
  }
  return { path, release: () => void active.delete(path) };
}

/** Deletes what earlier tries left of a blob that is whole now. */
export async function dropPartials(blobs: string, hash: string): Promise<void> {
  for (const left of await abandoned(blobs, hash)) await rm(left, { force: true });
}

/** Partial files that nobody is writing to, the longest first; all of them, or those of one blob. */
export async function abandoned(blobs: string, hash: string | null): Promise<string[]> {
  const free = await freePartials(blobs);
  return free.filter(({ what }) => hash === null || what === hash).map(({ path }) => path);
}

/** How much of each blob, by its hash, a download finds that begins now. */
export async function keptBytes(blobs: string): Promise<Map<string, number>> {
  // The longest last: it stays in the map.
  return new Map((await freePartials(blobs)).reverse().map(({ what, bytes }) => [what, bytes]));
}

async function freePartials(blobs: string): Promise<{ path: string; what: string; bytes: number }[]> {
  const found: { path: string; what: string; bytes: number }[] = [];
  for (const { path, what, owner, bytes } of await unfinishedIn(blobs)) {
    if (what === 'new' || bytes === null || owner === 'another' || active.has(path)) continue;
    found.push({ path, what, bytes });
  }
  return found.sort((a, b) => b.bytes - a.bytes);
}

/** Bytes of all partial files in a folder of blobs, those of other processes included. */
export async function partialBytes(blobs: string): Promise<number> {
  const partials = (await unfinishedIn(blobs)).filter(({ what }) => what !== 'new');
  return partials.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

/** Deletes what downloads that were killed left besides partial files: links, refs and copies without a name. */
export async function dropNameless(blobs: string): Promise<void> {
  for (const { path, what, owner } of await unfinishedIn(blobs)) {
    if (what === 'new' && owner === 'nobody') await orNull(rm(path, { force: true }));
  }
}
