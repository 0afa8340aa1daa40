import { freemem, totalmem } from 'node:os';

/**
 * Bytes of memory that a model may take: what the system has free, and no more than a container may use. macOS reports
 * memory that it would give back at once as used, so there three quarters of all are taken for free.
 */
export function memoryForModels(): number {
  if (process.platform === 'darwin') return Math.max(freemem(), Math.floor(totalmem() * 0.75));
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? Math.min(freemem(), limit) : freemem();
}
