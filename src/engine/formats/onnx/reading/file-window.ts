import { readSync } from 'node:fs';

const windowBytes = 65_536;

/** Reads a file here and there, a window of it at a time: what a parser skips is not read. */
export class FileWindow {
  readonly #descriptor: number;
  readonly #window = new Uint8Array(windowBytes);
  #start = 0;
  #length = 0;

  /** @param size of the file in bytes, when it was opened */
  constructor(
    descriptor: number,
    readonly size: number,
  ) {
    this.#descriptor = descriptor;
  }

  /** The byte at a place, which must lie in the file; undefined when the file has become shorter. */
  byteAt(position: number): number | undefined {
    if (position < this.#start || position >= this.#start + this.#length) this.#moveTo(position);
    return position < this.#start + this.#length ? this.#window[position - this.#start] : undefined;
  }

  #moveTo(position: number): void {
    this.#start = position;
    this.#length = readSync(this.#descriptor, this.#window, 0, windowBytes, position);
  }
}
