import { philox } from '../../random/philox';

/** What a stream is for, so that no two of a run are the same. */
export type StreamUse = 'weights' | 'dropout' | 'lora';

const uses: Readonly<Record<StreamUse, number>> = { weights: 0x57656967, dropout: 0x44726f70, lora: 0x4c6f5241 };

/**
 * A stream of random 32-bit words (xoshiro128**, Blackman and Vigna 2018) whose start follows from a seed and a place
 * alone, by a counter-based generator: what a run draws at a place does not depend on what it drew before.
 */
export class WordStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** @param place up to three whole numbers, such as (step, micro-batch, place in the model) */
  constructor(use: StreamUse, seed: number, [x = 0, y = 0, z = 0]: readonly [number?, number?, number?]) {
    const key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0] as const;
    [this.#a, this.#b, this.#c, this.#d] = philox([x >>> 0, y >>> 0, z >>> 0, uses[use]], key);
  }

  /** The next word, a whole number from -2^31 to 2^31 - 1. */
  next(): number {
    const fived = Math.imul(this.#b, 5);
    const result = Math.imul((fived << 7) | (fived >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result | 0;
  }
}
