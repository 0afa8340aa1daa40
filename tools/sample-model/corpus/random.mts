/**
 * Draws by a seed. The generator is sfc32 of Chris Doty-Humphrey's PractRand, in whole numbers of 32 bits, so that the same
 * seed draws the same in every version of Node.
 */
export class Random {
  readonly #state: Uint32Array;

  constructor(seed: number) {
    this.#state = Uint32Array.of(0, 0, seed, 1);
    for (let round = 0; round < 15; round += 1) this.#next();
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.#next() < probability * 2 ** 32;
  }

  /** One of the items, each as likely as the others. @throws RangeError where there is none */
  one<Item>(items: readonly Item[]): Item {
    return itemAt(items, this.#below(items.length));
  }

  /** One of the items by their weights, which are whole numbers. @throws RangeError where there is none */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let left = this.#below(items.reduce((sum, { weight }) => sum + weight, 0));
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    throw new RangeError('There is nothing to draw from.');
  }

  #below(bound: number): number {
    return Math.floor((this.#next() / 2 ** 32) * bound);
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const drawn = (a + b + counter) >>> 0;
    this.#state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + drawn, counter + 1]);
    return drawn;
  }
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  if (index >= items.length) throw new RangeError('There is nothing to draw from.');
  return items[index] as Item;
}
