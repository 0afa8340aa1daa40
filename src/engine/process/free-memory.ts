import { freemem, totalmem } from 'node:os';

/**
 * Bytes of memory that may still be taken: what the system has free, and no more than a container may use. macOS reports
 * memory that it would give back at once as used, so there half of all is taken for free.
 */
export function freeMemory(): number {
  if (process.platform === 'darwin') return Math.max(freemem(), totalmem() / 2);
  const limit = process.constrainedMemory();
  const inContainer = limit > 0 && limit < totalmem() ? limit - process.memoryUsage.rss() : Infinity;
  return Math.max(0, Math.min(freemem(), inContainer));
}
