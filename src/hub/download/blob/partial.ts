import { randomBytes, createHash } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { entriesOf, orNull } from '../../files/look';

/**
 * A file that is not whole yet lies in `blobs/` as `<hash>.<machine>-<process>-<number>.lens.incomplete`. The hash names
 * the content and the file's length says how much of it is there, so nothing else needs to be noted. The name says whose
 * it is: nobody writes to another's.
 */
const pattern = /^([0-9a-f]{40,64})\.([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}\.lens\.incomplete$/;

/** Of another machine's processes only their silence tells. */
const longestSilenceMs = 24 * 3_600_000;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The partial files that this process is writing to. */
const active = new Set<string>();

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
  const path = join(blobs, `${hash}.${machine}-${process.pid}-${randomBytes(4).toString('hex')}.lens.incomplete`);
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
  const found: { path: string; size: number }[] = [];
  for (const { name } of await entriesOf(blobs)) {
    const [, of, host, pid] = pattern.exec(name) ?? [];
    if (of === undefined || (hash !== null && of !== hash)) continue;
    const path = join(blobs, name);
    // A link would be written through, to wherever somebody has it lead.
    const stats = await orNull(lstat(path));
    if (!stats?.isFile() || active.has(path)) continue;
    const isTheirs =
      host === machine ? mayWrite(Number(pid), stats.mtimeMs) : Date.now() - stats.mtimeMs < longestSilenceMs;
    if (!isTheirs) found.push({ path, size: stats.size });
  }
  return found.sort((a, b) => b.size - a.size).map(({ path }) => path);
}

/** Bytes of all partial files in a folder of blobs, those of other processes included. */
export async function partialBytes(blobs: string): Promise<number> {
  let bytes = 0;
  for (const { name } of await entriesOf(blobs)) {
    if (pattern.test(name)) bytes += (await orNull(lstat(join(blobs, name))))?.size ?? 0;
  }
  return bytes;
}

/**
 * Whether another process of this number may be writing a file that was last written to at `writtenMs`: it runs, and has
 * its number since before. This one's own files that it does not write to are free.
 */
function mayWrite(pid: number, writtenMs: number): boolean {
  if (pid === process.pid || writtenMs < Date.now() - uptime() * 1000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
