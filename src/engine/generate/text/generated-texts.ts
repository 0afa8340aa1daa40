import type { GeneratedToken } from '../../../common/contracts/generation/engine-requests';
import type { GenerationStep } from '../../../common/contracts/generation';
import type { TextTokenizer } from '../../tokenizers/text-tokenizer';
import type { GrowingText } from './growing-text';
import { pieceOf } from './pieces';

/** Sequences as a person reads them: every token with what it adds to the text and its chances. */
export class GeneratedTexts {
  readonly #sequences: { readonly text: GrowingText; readonly tokens: GeneratedToken[] }[];

  /** @param start the text that all of them go on from */
  constructor(
    private readonly tokenizer: TextTokenizer,
    start: GrowingText,
    count: number,
  ) {
    this.#sequences = Array.from({ length: count }, () => ({ text: start.copy(), tokens: [] }));
  }

  /** Adds a token to a sequence. */
  async add(
    sequence: number,
    { id, probability, processedProbability, rank }: GenerationStep,
  ): Promise<GeneratedToken> {
    const own = this.#sequences[sequence];
    // A special token is no text, and says nothing of characters that were begun.
    const text = own === undefined || this.tokenizer.isSpecial(id) ? '' : await own.text.push(id);
    const token = { ...pieceOf(id, text, this.tokenizer), probability, processedProbability, rank };
    own?.tokens.push(token);
    return token;
  }

  /** The tokens of each sequence. The last has what is left of a character that was begun. */
  async finished(): Promise<GeneratedToken[][]> {
    return Promise.all(
      this.#sequences.map(async ({ text, tokens }) => {
        const [rest, last] = [await text.end(), tokens.at(-1)];
        return last === undefined ? tokens : [...tokens.slice(0, -1), { ...last, text: last.text + rest }];
      }),
    );
  }
}
