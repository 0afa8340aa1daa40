import { brokenParquet } from './limits';

const maxDepth = 24;
/** The most bytes of a 64-bit varint. */
const maxVarintBytes = 10;

/** Sizes of what Thrift's compact protocol writes, by type; -1: its own rule. */
const fixedSizes: Readonly<Record<number, number>> = { 1: 0, 2: 0, 3: 1, 7: 8 };
const [i16, i32, i64, binary, list, struct] = [4, 5, 6, 8, 9, 12] as const;

/**
 * Walks a Thrift structure (compact protocol) without building it: lists no longer than the bytes that are left, numbers of
 * ten bytes at most, no endless nesting. What passes is safe to be built by a reader that trusts its lengths.
 * @returns where it ends
 * @throws LensError `bad-file`
 */
export function checkThrift(bytes: Uint8Array, offset: number): number {
  return new Walk(bytes, offset).struct(0);
}

class Walk {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  struct(depth: number): number {
    if (depth > maxDepth) throw brokenParquet('its metadata is nested too deeply');
    for (;;) {
      const header = this.#byte();
      if ((header & 15) === 0) return this.at;
      // A field number that does not follow from the one before is written out.
      if (header >> 4 === 0) this.#varint();
      this.#value(header & 15, depth);
    }
  }

  #value(type: number, depth: number): void {
    const size = fixedSizes[type];
    if (size !== undefined) this.#skip(size);
    else if (type === i16 || type === i32 || type === i64) this.#varint();
    else if (type === binary) this.#skip(this.#varint());
    else if (type === struct) this.struct(depth + 1);
    else if (type === list) this.#list(depth + 1);
    else throw brokenParquet('its metadata has a value of an unknown type');
  }

  #list(depth: number): void {
    if (depth > maxDepth) throw brokenParquet('its metadata is nested too deeply');
    const header = this.#byte();
    const size = header >> 4 === 15 ? this.#varint() : header >> 4;
    if (size > this.bytes.length - this.at) throw brokenParquet('a list in its metadata is longer than the file');
    const type = header & 15;
    for (let item = 0; item < size; item += 1) {
      // Truth values take a byte in lists.
      if (type === 1 || type === 2) this.#skip(1);
      else this.#value(type, depth);
    }
  }

  #varint(): number {
    let value = 0;
    for (let index = 0; index < maxVarintBytes; index += 1) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** (7 * index);
      if (byte < 128) return value;
    }
    throw brokenParquet('a number in its metadata has no end');
  }

  #byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw brokenParquet('its metadata ends too early');
    this.at += 1;
    return byte;
  }

  #skip(count: number): void {
    if (count > this.bytes.length - this.at) throw brokenParquet('its metadata ends too early');
    this.at += count;
  }
}
