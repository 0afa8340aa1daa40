import { printOut } from '../output/print';

/** Bytes of a character that is not whole yet come out of a decoder as this. */
const unfinished = /\uFFFD+$/;

/** Prints a text as it grows. */
export class TextStream {
  readonly #decode: (ids: readonly number[]) => Promise<string>;
  readonly #ids: number[] = [];
  #printed = '';

  /** @param decode ids as text */
  constructor(decode: (ids: readonly number[]) => Promise<string>) {
    this.#decode = decode;
  }

  async push(id: number): Promise<void> {
    this.#ids.push(id);
    await this.#print((await this.#decode(this.#ids)).replace(unfinished, ''));
  }

  /** Prints what was held back. */
  async end(): Promise<void> {
    await this.#print(await this.#decode(this.#ids));
  }

  async #print(text: string): Promise<void> {
    // A decoder may take back what it said, a space before a full stop for one; what is printed stays.
    if (text.length <= this.#printed.length) return;
    await printOut(text.slice(this.#printed.length));
    this.#printed = text;
  }
}
