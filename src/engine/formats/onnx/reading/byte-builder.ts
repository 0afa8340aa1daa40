/** A length is written as this many bytes, however small it is, so that it can be filled in later. */
const lengthBytes = 5;

/** Bytes that are put one after the other: a protobuf message in the making. */
export class ByteBuilder {
  #bytes = new Uint8Array(65_536);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  varint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.push((rest % 128) | 0x80);
    this.push(rest);
  }

  /** Puts what `write` puts, with its length before it. */
  withLength(write: () => void): void {
    const place = this.#length;
    for (let i = 0; i < lengthBytes; i++) this.push(0);
    write();
    let rest = this.#length - place - lengthBytes;
    for (let i = 0; i < lengthBytes; i++, rest = Math.floor(rest / 128)) {
      this.#bytes[place + i] = (rest % 128) | (i < lengthBytes - 1 ? 0x80 : 0);
    }
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
