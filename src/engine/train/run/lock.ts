import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { lockExpiresMs, lockSchema, runFiles, type RunLock } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { hasCode } from '../checkpoint/whole-folder';

const beatEveryMs = 5_000;
/** A takeover takes milliseconds. */
const turnExpiresMs = 10_000;
const turnPauseMs = 20;

/** Keeps a run folder for this process: `lock.json` with its pid, and a heartbeat as long as it lives. */
export class RunFolderLock {
  readonly #path: string;
  readonly #lock: RunLock;
  readonly #timer: NodeJS.Timeout;
  #beaten: number;
  #lost = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, lock: RunLock) {
    this.#path = path;
    this.#lock = lock;
    this.#beaten = lock.heartbeat;
    this.#timer = setInterval(() => this.beat(), beatEveryMs);
    this.#timer.unref();
  }

  /**
   * Takes the lock of a folder. One whose process is gone is taken over.
   * @throws LensError `usage` where another process works on the run, and what the file system throws
   */
  static async take(folder: string): Promise<RunFolderLock> {
    const path = join(folder, runFiles.lock);
    const now = Date.now();
    const lock: RunLock = { pid: process.pid, host: hostname(), started: now, heartbeat: now };
    const own = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(own, JSON.stringify(lock), { flag: 'wx' });
    try {
      // A link either makes the name or fails, so that of two processes one gets it.
      while (!(await linked(own, path))) await removeDead(path);
    } finally {
      await rm(own, { force: true });
    }
    return new RunFolderLock(path, lock);
  }

  /** Says that this process is there, where it has not for a while. Steps may hold the timer up, so they call this too. */
  beat(): void {
    const now = Date.now();
    if (this.#lost || now - this.#beaten < beatEveryMs / 2) return;
    this.#beaten = now;
    this.#writing = this.#writing.then(() => this.#beat(now)).catch(() => undefined);
  }

  /** The same between the pieces of a step. @throws LensError `gone` where the lock was seen to be lost */
  keep(): void {
    if (this.#lost) throw takenOver();
    this.beat();
  }

  /**
   * Throws where another process has taken the folder over, as may be after this one was asleep: nothing may be written
   * then.
   * @throws LensError `gone`
   */
  async check(): Promise<void> {
    await this.#writing;
    const found = await readLock(this.#path);
    if (this.#lost || (found !== null && !isSame(found, this.#lock))) {
      this.#lost = true;
      throw takenOver();
    }
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    const found = await readLock(this.#path);
    if (!this.#lost && found !== null && isSame(found, this.#lock)) await rm(this.#path, { force: true });
  }

  async #beat(heartbeat: number): Promise<void> {
    const found = await readLock(this.#path);
    if (found !== null && !isSame(found, this.#lock)) {
      this.#lost = true;
      return;
    }
    const beside = `${this.#path}.${this.#lock.pid}.beat`;
    await writeFile(beside, JSON.stringify({ ...this.#lock, heartbeat }));
    await rename(beside, this.#path);
  }
}

function takenOver(): LensError {
  return new LensError('gone', 'Another process has taken this run over.');
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (hasCode(error, 'EPERM') || hasCode(error, 'ENOTSUP') || hasCode(error, 'ENOSYS')) return created(from, to);
    throw error;
  }
}

/** For disks without hard links. A reader may see the file before it is filled, and then takes it for a fresh lock. */
async function created(from: string, to: string): Promise<boolean> {
  try {
    await writeFile(to, await readFile(from), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes a lock if its process is gone. Only one process may do so at a time, and it looks again first: else a slow one would
 * remove the lock of a fast one that has taken over already.
 * @throws LensError `usage` where its process is not gone
 */
async function removeDead(path: string): Promise<void> {
  const turn = `${path}.takeover`;
  if (!(await hasTurn(turn))) return pause(turnPauseMs);
  try {
    const found = await readLock(path);
    if (found !== null && isHeld(found)) throw inUse(found);
    await rm(path, { force: true });
  } finally {
    await rm(turn, { recursive: true, force: true });
  }
}

/** A folder is made by one process alone. One that is old was left behind by a process that was killed. */
async function hasTurn(turn: string): Promise<boolean> {
  try {
    await mkdir(turn);
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const made = await stat(turn).catch(() => null);
    if (made !== null && Date.now() - made.mtimeMs > turnExpiresMs) await rm(turn, { recursive: true, force: true });
    return false;
  }
}

function inUse({ pid, host }: RunLock): LensError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new LensError(
    'usage',
    `Another process (${pid}${where}) works on this run.`,
    'Wait for it, stop it, or choose another folder with --out.',
  );
}

/** A heartbeat from far ahead counts as none: a wrong clock must not keep a run locked for ever. */
function isHeld({ pid, host, heartbeat }: RunLock): boolean {
  const fresh = Math.abs(Date.now() - heartbeat) < lockExpiresMs;
  return fresh && (host !== hostname() || isRunning(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function isSame(a: RunLock, b: RunLock): boolean {
  return a.pid === b.pid && a.host === b.host && a.started === b.started;
}

async function readLock(path: string): Promise<RunLock | null> {
  try {
    const parsed = v.safeParse(lockSchema, JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // gone or broken: in both cases nobody holds it
  }
}
