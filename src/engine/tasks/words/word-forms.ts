import type { MaskedPlace } from '../../../common/contracts/words/masked-words';
import type { TextTokenizer } from '../../tokenizers/text-tokenizer';

/** What a person reads of one or more tokens in a place; see `maskCandidateSchema`. */
export interface Written {
  readonly ids: number[];
  readonly tokens: string[];
  readonly text: string;
  readonly joins: boolean;
  readonly writes: boolean;
}

/** Letters, digits and what stands inside words; a byte that makes no character alone may be a part of a letter. */
const partOfWord = /^(?:[\p{L}\p{M}\p{N}'’-]|<0x[0-9A-F]{2}>)+$/u;
const wholeWord = /^[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*$/u;
const loneByte = /<0x[0-9A-F]{2}>/;

/** How the vocabulary of a tokenizer writes words: which tokens begin one, and which go on with one. */
export class WordForms {
  readonly #special: ReadonlySet<number>;
  /** `##`; null where a space before a token says that a word begins. */
  readonly #prefix: string | null;
  /** By id, for {@link beginning} and {@link continuing}: 1 with a space before it, 2 without, 3 goes on with a word. */
  #kinds: Uint8Array | undefined;

  constructor(private readonly tokenizer: TextTokenizer) {
    this.#special = new Set(tokenizer.info.specialTokens.map(({ id }) => id));
    this.#prefix = tokenizer.wordPrefix === '' ? null : tokenizer.wordPrefix;
  }

  /** By id, whether a token may begin a word where there is white space before it, or is none; null: either. */
  beginning(size: number, spaced: boolean | null): Uint8Array {
    const kinds = this.#kindsOf(size);
    if (this.#prefix !== null || spaced === null) return kinds.map((kind) => (kind === 1 || kind === 2 ? 1 : 0));
    return kinds.map((kind) => (kind === (spaced ? 1 : 2) ? 1 : 0));
  }

  /** By id, whether a token may go on with a word. */
  continuing(size: number): Uint8Array {
    const goesOn = this.#prefix === null ? 2 : 3;
    return this.#kindsOf(size).map((kind) => (kind === goesOn ? 1 : 0));
  }

  /**
   * Whether the words in this place have a space before them in the vocabulary's writing; null where it does not say so.
   * @param first the id of the word's first token; null where a mask stands in the text
   */
  isSpaced({ start, joinStart }: Pick<MaskedPlace, 'start' | 'joinStart'>, first: number | null): boolean | null {
    if (first !== null) return (this.tokenizer.readableOf(first) ?? '').startsWith(' ');
    return joinStart < start ? true : null;
  }

  /** One token as it would be written in a place. */
  async written(
    ids: readonly number[],
    { start, joinStart }: Pick<MaskedPlace, 'start' | 'joinStart'>,
  ): Promise<Written> {
    const [first = -1] = ids;
    const readable = this.tokenizer.readableOf(first) ?? '';
    const tokens = ids.map((id) => this.tokenizer.tokenOf(id) ?? '');
    const goesOn = this.#prefix === null ? !/^\s/.test(readable) : tokens[0] !== readable;
    const text = ids.length === 1 ? readable.trim() : (await this.tokenizer.decode(ids, false)).trim();
    const isText = !ids.some((id) => this.#special.has(id)) && !loneByte.test(readable) && !text.includes('\uFFFD');
    return { ids: [...ids], tokens, text, joins: isText && goesOn && joinStart < start, writes: isText };
  }

  /** Whether a text is one whole word. */
  isWhole(text: string): boolean {
    return wholeWord.test(text);
  }

  #kindsOf(size: number): Uint8Array {
    if (this.#kinds?.length !== size) this.#kinds = Uint8Array.from({ length: size }, (_, id) => this.#kindOf(id));
    return this.#kinds;
  }

  #kindOf(id: number): number {
    const readable = this.#special.has(id) ? null : this.tokenizer.readableOf(id);
    if (readable === null || !partOfWord.test(readable.replace(/^ /, ''))) return 0;
    if (this.#prefix !== null) return this.tokenizer.tokenOf(id) === readable ? 2 : 3;
    return readable.startsWith(' ') ? 1 : 2;
  }
}
