import { createHash, randomBytes } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { entriesOf, orNull } from '../files/look';

/**
 * What is not complete yet lies in `blobs/` as `<what>.<machine>-<process>-<number>.lens.incomplete`, where neither Python
 * nor a person takes it for a file or a ref of the model. The name says whose it is: nobody touches another's.
 */
const pattern = /^(new|[0-9a-f]{40,64})\.([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}\.lens\.incomplete$/;

/** Of another machine's processes only their silence tells. */
const longestSilenceMs = 24 * 3_600_000;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

export interface Unfinished {
  readonly path: string;
  /** The hash of the content that it is to have; `new` for a link, a ref or a copy before it gets its name. */
  readonly what: string;
  readonly owner: 'this process' | 'another' | 'nobody';
  /** Null for what is no file, such as a link: it must not be written through, to wherever somebody has it lead. */
  readonly bytes: number | null;
}

/** A path of this process's own for something that is not complete yet; nothing lies there. */
export function unfinishedPath(blobs: string, what: string): string {
  return join(blobs, `${what}.${machine}-${process.pid}-${randomBytes(4).toString('hex')}.lens.incomplete`);
}

/** Everything in a folder of blobs that is not complete. */
export async function unfinishedIn(blobs: string): Promise<Unfinished[]> {
  const found: Unfinished[] = [];
  for (const { name } of await entriesOf(blobs)) {
    const [, what, host, pid] = pattern.exec(name) ?? [];
    if (what === undefined) continue;
    const path = join(blobs, name);
    const stats = await orNull(lstat(path));
    if (stats === null) continue;
    const owner = ownerOf(host ?? '', Number(pid), stats.mtimeMs);
    found.push({ path, what, owner, bytes: stats.isFile() ? stats.size : null });
  }
  return found;
}

/** Who may be writing a file that was last written to at `writtenMs`. */
function ownerOf(host: string, pid: number, writtenMs: number): Unfinished['owner'] {
  if (host !== machine) return Date.now() - writtenMs < longestSilenceMs ? 'another' : 'nobody';
  if (pid === process.pid) return 'this process';
  // A process that runs may have got its number after the machine was started anew.
  return writtenMs >= Date.now() - uptime() * 1000 && isRunning(pid) ? 'another' : 'nobody';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
