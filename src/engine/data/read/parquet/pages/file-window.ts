import type { FileHandle } from 'node:fs/promises';
import { brokenParquet } from '../guard/limits';

const atLeast = 1 << 20;

/** A part of a file, read some at a time. */
export class FileWindow {
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;

  /** @param end where the part ends; it lies in the file */
  constructor(
    private readonly file: FileHandle,
    private readonly end: number,
  ) {}

  /** The bytes from `start` on: `length` of them, or fewer at the end of the part. */
  async upTo(start: number, length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.end - start);
    const from = start - this.#start;
    if (from >= 0 && from + wanted <= this.#bytes.length) return this.#bytes.subarray(from, from + wanted);
    const bytes = new Uint8Array(Math.max(0, Math.min(Math.max(wanted, atLeast), this.end - start)));
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await this.file.read(bytes, read, bytes.length - read, start + read);
      if (bytesRead === 0) throw brokenParquet('it has become shorter while it was read');
      read += bytesRead;
    }
    this.#bytes = bytes;
    this.#start = start;
    return bytes.subarray(0, wanted);
  }

  /** Exactly so many bytes. @throws LensError `bad-file` where the part has fewer */
  async exactly(start: number, length: number): Promise<Uint8Array> {
    const bytes = await this.upTo(start, length);
    if (bytes.length < length) throw brokenParquet('a page is longer than its column');
    return bytes;
  }
}
