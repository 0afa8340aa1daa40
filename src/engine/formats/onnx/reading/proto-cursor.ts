import { LensError } from '../../../../common/errors/lens-error';
import type { FileWindow } from './file-window';

/** Reads the parts that protobuf messages are made of (protobuf.dev, "Encoding") from a file, front to back. */
export class ProtoCursor {
  at = 0;
  readonly #file: FileWindow;
  readonly #name: string;

  /** @param name of the file for error texts */
  constructor(file: FileWindow, name: string) {
    this.#file = file;
    this.#name = name;
  }

  get size(): number {
    return this.#file.size;
  }

  /** The next byte. @throws LensError `bad-file` at the end of the file */
  byte(): number {
    const byte = this.#file.byteAt(this.at++);
    if (byte === undefined) throw this.broken();
    return byte;
  }

  /** A number that is small where files are sound: a key or a length. */
  varint(end: number): number {
    let value = 0;
    for (let scale = 1; this.at < end; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) break;
      if (byte < 0x80) return value;
    }
    throw this.broken();
  }

  /** How many bytes the number ahead has. */
  varintLength(end: number): number {
    for (let length = 1; length <= 10 && this.at + length <= end; length++) {
      const byte = this.#file.byteAt(this.at + length - 1);
      if (byte !== undefined && byte < 0x80) return length;
    }
    throw this.broken();
  }

  broken(): LensError {
    return new LensError(
      'bad-file',
      `${this.#name} is not an ONNX file, or is incomplete (near byte ${this.at.toLocaleString('en')}).`,
      'Download the file again.',
    );
  }

  tooBig(): LensError {
    return new LensError('too-big', `${this.#name} describes a larger graph than any model has.`);
  }
}
