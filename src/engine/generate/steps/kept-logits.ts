import { randomInt } from 'node:crypto';

/** A step of a sequence, counted from the first token of its generation. */
export interface KeptStep {
  readonly generation: number;
  readonly sequence: number;
  readonly step: number;
}

/**
 * The logits of the steps of texts that were generated, so that what a token was chosen among need not be computed again.
 * They are the arrays that the model gave, not copies; the oldest go when they take too much memory.
 */
export class KeptLogits {
  readonly #logits = new Map<string, Float32Array>();
  readonly #prefixes = new Map<number, number>();
  #bytes = 0;
  #mostBytes = 0;
  /** Begins anywhere: a view that has changed to another process must not take its text for one that it knows. */
  #nextGeneration = randomInt(1, 2 ** 47);

  /** @param limit the bytes that all may take, asked for each text: asking takes as long as a part of a step */
  constructor(private readonly limit: () => number) {}

  /** Gives the number of a new text. @param prefix how many tokens are behind its prompt already */
  begin(prefix: number): number {
    const generation = this.#nextGeneration++;
    this.#prefixes.set(generation, prefix);
    this.#mostBytes = this.limit();
    return generation;
  }

  add(step: KeptStep, logits: Float32Array): void {
    this.#logits.set(keyOf(step), logits);
    this.#bytes += logits.byteLength;
  }

  /** Lets the oldest go until the limit is met. */
  shrink(): void {
    for (const [key, { byteLength }] of this.#logits) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#logits.delete(key);
      this.#bytes -= byteLength;
    }
  }

  /**
   * The logits of a step; null where they are not kept any more.
   * @param prefix the tokens behind the prompt before the step, by which a step of another place is told
   */
  get(step: KeptStep, prefix: number): Float32Array | null {
    const before = this.#prefixes.get(step.generation);
    return before === prefix - step.step ? (this.#logits.get(keyOf(step)) ?? null) : null;
  }
}

function keyOf({ generation, sequence, step }: KeptStep): string {
  return `${generation}.${sequence}.${step}`;
}
