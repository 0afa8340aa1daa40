import { freemem, totalmem } from 'node:os';

const reserve = 1e9;

/**
 * True when another model would make the machine swap: less than 1 GB (or a tenth, on small machines) is free. Never on
 * macOS, which reports memory that it would give back at once as used.
 */
export function memoryIsShort(): boolean {
  return process.platform !== 'darwin' && freemem() < Math.min(reserve, totalmem() / 10);
}
