import { lockExpiresMs, type RunLock } from '../../../common/contracts/training/run-folder';

/**
 * True while a process says that it works on the run. A heartbeat from the future counts as none, so that a wrong clock or
 * a made-up file cannot keep a run alive for ever.
 */
export function isAlive(lock: RunLock | null, now: number): boolean {
  return lock !== null && Math.abs(now - lock.heartbeat) < lockExpiresMs;
}
