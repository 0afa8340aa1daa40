import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { LensError } from '../../../../common/errors/lens-error';
import { unreadable } from './file-error';

const sampleBytes = 65_536;

/** The beginning of a file, and how long it is. */
export interface FileHead {
  readonly bytes: number;
  readonly head: Buffer;
}

/** @throws LensError `not-found` */
export async function readHead(path: string, name: string): Promise<FileHead> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw new LensError('not-found', `"${name}" is a folder, not a file of rows.`);
      if (!stats.isFile()) throw new LensError('not-found', `"${name}" is a device or a pipe, not a file of rows.`);
      const head = Buffer.alloc(Math.min(stats.size, sampleBytes));
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return { bytes: stats.size, head: head.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}

/**
 * Refuses what is no text at all, so that nobody reads of thousands of bad rows.
 * @throws LensError `bad-file`
 */
export function checkText({ bytes, head }: FileHead, name: string): void {
  if (bytes === 0) throw new LensError('bad-file', `"${name}" is empty.`, 'Choose a file with a header and rows.');
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isWide) return;
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros > head.length / 10) {
    throw new LensError(
      'bad-file',
      `"${name}" is no text: it is full of NUL bytes.`,
      'Save it as CSV or JSONL in UTF-8; UTF-16 needs a byte order mark.',
    );
  }
}

/** The text of bytes; null where they are no UTF-8 or hold NUL, which no text does. */
export function textOf(bytes: Buffer): string | null {
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : null;
}
