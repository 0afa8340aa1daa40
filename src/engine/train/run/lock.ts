import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { lockExpiresMs, lockSchema, runFiles, type RunLock } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { startThread } from '../../threads/start-thread';
import { hasCode } from '../checkpoint/whole-folder';
import { heartProgram, type HeartTask } from './heart-main';

const beatEveryMs = 5_000;
/** A takeover takes milliseconds. */
const turnExpiresMs = 10_000;
const turnPauseMs = 20;

/**
 * Keeps a run folder for this process: `lock.json` with its pid, and a heartbeat as long as it lives. The heartbeat comes
 * from a thread of its own, because a step of a large model keeps this one for longer than a lock is believed.
 */
export class RunFolderLock {
  readonly #path: string;
  readonly #lock: RunLock;
  readonly #heart: Worker;
  /** Shared with the thread: 1 once the lock is another's. */
  readonly #lost = new Int32Array(new SharedArrayBuffer(4));
  /** Once its thread has ended by itself. */
  #stopped: LensError | undefined;

  private constructor(path: string, lock: RunLock, everyMs: number) {
    this.#path = path;
    this.#lock = lock;
    const workerData: HeartTask = { path, lock, everyMs, lost: this.#lost };
    this.#heart = startThread(heartProgram, workerData);
    this.#heart.on('error', (error) => (this.#stopped = stopped(error))).unref();
  }

  /**
   * Takes the lock of a folder. One whose process is gone is taken over.
   * @param everyMs milliseconds between heartbeats
   * @throws LensError `usage` where another process works on the run, and what the file system throws
   */
  static async take(folder: string, everyMs = beatEveryMs): Promise<RunFolderLock> {
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
    return new RunFolderLock(path, lock, everyMs);
  }

  /**
   * Called between the pieces of a step.
   * @throws LensError `gone` where the lock was seen to be lost, `internal` where nothing keeps it alive any more
   */
  keep(): void {
    if (this.#isLost()) throw takenOver();
    if (this.#stopped) throw this.#stopped;
  }

  /**
   * Throws where another process has taken the folder over, as may be after this one was asleep: nothing may be written
   * then.
   * @throws LensError as {@link keep} does
   */
  async check(): Promise<void> {
    const found = await readLock(this.#path);
    if (found !== null && !isSame(found, this.#lock)) Atomics.store(this.#lost, 0, 1);
    this.keep();
  }

  async release(): Promise<void> {
    await this.#heart.terminate();
    await rm(`${this.#path}.${this.#lock.pid}.beat`, { force: true });
    const found = await readLock(this.#path);
    if (!this.#isLost() && found !== null && isSame(found, this.#lock)) await rm(this.#path, { force: true });
  }

  #isLost(): boolean {
    return Atomics.load(this.#lost, 0) === 1;
  }
}

function takenOver(): LensError {
  return new LensError('gone', 'Another process has taken this run over.');
}

function stopped(cause: Error): LensError {
  const what = `The thread that keeps ${runFiles.lock} of this run alive has ended: ${cause.message}`;
  return new LensError('internal', what, 'Resume the run.', { cause });
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
