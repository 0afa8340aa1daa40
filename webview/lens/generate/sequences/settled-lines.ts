/** Fewer tokens than this are not worth a block of their own. */
const leastTokens = 64;
/** The last tokens may still change where their lines begin. */
const unsettled = 16;

/**
 * The tokens at which lines of a long text begin that will not change any more. Each is the first of a block, so that a
 * token that is added is laid out with the last block alone: laying out a thousand tokens takes longer than a frame.
 */
export class SettledLines {
  #starts: readonly number[] = [];

  /** By rising index; empty for a short text. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  /** Forgets them: another text, or another width, has other lines. */
  clear(): void {
    this.#starts = [];
  }

  /** Whether there are enough tokens behind the last start to look for more. */
  isDue(count: number): boolean {
    return count - (this.#starts.at(-1) ?? 0) > 2 * leastTokens + unsettled;
  }

  /**
   * Looks for further starts among the words as they are laid out.
   * @param words of all tokens, in order
   * @returns whether there are any, so that the text is to be drawn again
   */
  settle(words: ArrayLike<HTMLElement>): boolean {
    const starts = [...this.#starts];
    for (let at = (starts.at(-1) ?? 0) + leastTokens; at < words.length - unsettled; at += 1) {
      if (words[at]?.offsetLeft !== 0) continue;
      starts.push(at);
      at += leastTokens - 1;
    }
    const found = starts.length > this.#starts.length;
    this.#starts = starts;
    return found;
  }
}
