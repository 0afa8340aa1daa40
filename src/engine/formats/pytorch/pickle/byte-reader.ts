import { PickleEnd, PickleError } from './pickle-error';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const newline = 0x0a;
const longestName = 1000;

/** Takes numbers and texts off the front of bytes. Throws PickleEnd where there are no more. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#position;
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** Big-endian, as pickles have it. */
  float64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** A whole number of `length` bytes, little-endian two's complement. */
  long(length: number): number | bigint {
    const at = this.#advance(length);
    const digits = [...this.#bytes.subarray(at, at + length)].reverse();
    const unsigned = digits.reduce((sum, digit) => sum * 256n + BigInt(digit), 0n);
    const value = BigInt.asIntN(Math.max(1, length) * 8, unsigned);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  text(length: number): string {
    const at = this.#advance(length);
    try {
      return utf8.decode(this.#bytes.subarray(at, at + length));
    } catch (cause) {
      throw new PickleError('holds a name that is not UTF-8', { cause });
    }
  }

  /** Up to the end of the line, which is taken as well. */
  line(): string {
    const end = this.#bytes.indexOf(newline, this.#position);
    if (end < 0) throw new PickleEnd();
    if (end - this.#position > longestName) throw new PickleError('holds a name that is too long');
    const text = this.text(end - this.#position);
    this.#advance(1);
    return text;
  }

  #advance(length: number): number {
    const at = this.#position;
    if (at + length > this.#bytes.byteLength) throw new PickleEnd();
    this.#position = at + length;
    return at;
  }
}
