/** Bytes of a character that is not whole yet come out of a decoder as this. */
const unfinished = /\uFFFD+$/;
/** No character has more bytes than this, and no token fewer than one: so many without a whole one never make one. */
const mostHeld = 8;

/** Ids as text, without special tokens. */
export type Decode = (ids: readonly number[]) => Promise<string>;

/**
 * A text that grows token by token. Only the last few tokens are decoded: those that added to it last, because a decoder
 * treats the first of what it is given otherwise (a space falls off), and those that have not made a whole character yet.
 */
export class GrowingText {
  #held: readonly number[] = [];
  /** What of the held tokens was given out already. */
  #given = '';

  /** @param before tokens that the text begins behind */
  constructor(
    private readonly decode: Decode,
    private before: readonly number[] = [],
  ) {}

  /** The same text, to go on with in another way. */
  copy(): GrowingText {
    const copy = new GrowingText(this.decode, this.before);
    [copy.#held, copy.#given] = [this.#held, this.#given];
    return copy;
  }

  /**
   * What a token adds to the text. The bytes of a character that is not whole come with the token that completes it. What
   * was given out stays, also where a decoder takes it back (a space before a full stop).
   */
  async push(id: number): Promise<string> {
    this.#held = [...this.#held, id];
    const text = await this.#text();
    const whole = text.replace(unfinished, '');
    const isWhole = this.#held.length >= mostHeld || (text === whole && text !== '');
    return this.#give(isWhole ? text : whole, isWhole);
  }

  /** What was held back. */
  async end(): Promise<string> {
    return this.#give(await this.#text(), true);
  }

  /** What the held tokens are behind those before them. */
  async #text(): Promise<string> {
    const [before, all] = await Promise.all([this.decode(this.before), this.decode([...this.before, ...this.#held])]);
    return all.slice(before.length);
  }

  #give(text: string, isWhole: boolean): string {
    const added = text.slice(this.#given.length);
    this.#given = added === '' ? this.#given : text;
    if (!isWhole) return added;
    [this.before, this.#held, this.#given] = [this.#held, [], ''];
    return added;
  }
}
