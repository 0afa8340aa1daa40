import { renameSync } from 'node:fs';
import { hasCode } from '../checkpoint/whole-folder';

const tries = 20;
const pauseMs = 10;

/** Renames a file over another. Windows refuses it while somebody reads the other, which is a matter of milliseconds. */
export function renameOver(from: string, to: string): void {
  for (let left = tries; ; left--) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const isRead = ['EPERM', 'EACCES', 'EBUSY'].some((code) => hasCode(error, code));
      if (process.platform !== 'win32' || !isRead || left === 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
