import type * as Files from 'node:fs';
import type * as Threads from 'node:worker_threads';
import type { RunLock } from '../../../common/contracts/training/run-folder';
import { threadProgram } from '../../threads/start-thread';

export interface HeartTask {
  readonly path: string;
  readonly lock: RunLock;
  readonly everyMs: number;
  /** Becomes 1 when the lock is seen to be another's. */
  readonly lost: Int32Array;
}

/** Writes the lock anew with the time, as long as it is this process's. */
function heartMain(load: NodeJS.Require): void {
  const files = load('node:fs') as typeof Files;
  const threads = load('node:worker_threads') as typeof Threads;
  const { path, lock, everyMs, lost } = threads.workerData as HeartTask;
  const beside = `${path}.${lock.pid}.beat`;
  const isOurs = (): boolean => {
    const found = JSON.parse(files.readFileSync(path, 'utf8')) as Partial<RunLock> | null;
    return found?.pid === lock.pid && found.host === lock.host && found.started === lock.started;
  };
  const beat = (): void => {
    try {
      if (isOurs()) {
        files.writeFileSync(beside, JSON.stringify({ ...lock, heartbeat: Date.now() }));
        files.renameSync(beside, path);
        return;
      }
    } catch {
      return; // a disk that is full or away for now: the next beat may come through
    }
    Atomics.store(lost, 0, 1);
    clearInterval(timer);
  };
  const timer = setInterval(beat, everyMs);
}

/** The program of the thread that keeps a lock alive (`HeartTask` in), as text. */
export const heartProgram = threadProgram(heartMain);
