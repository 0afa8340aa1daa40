import { RandomAccessReader } from 'yauzl';

export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/**
 * Lets yauzl read a file whose offsets nobody can trust: with a file descriptor it throws, in a callback that nobody
 * catches, where an offset is beyond what a number can be.
 */
export class ZipReader extends RandomAccessReader {
  readonly #read: ReadBytes;
  readonly #size: number;

  constructor(size: number, read: ReadBytes) {
    super();
    this.#read = read;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    const isInside = Number.isSafeInteger(position) && position >= 0 && position + length <= this.#size;
    if (!isInside) {
      setImmediate(done, new Error('The zip file points outside of itself'));
      return;
    }
    this.#read(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        done(null);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
