import type { Encoding } from 'tokenizers';
import { LensError } from '../../../common/errors/lens-error';
import { toUtf16, utf16Table } from '../../../common/text/utf16';
import type { Lexicon } from '../info/lexicon';

/** More tokens than this of one text would not fit into a process's memory beside a model. */
const maxTokens = 4_000_000;

/**
 * One encoding of the library as typed columns, with offsets in UTF-16 and -1 for the library's `null`. Columns that not
 * every use needs are fetched on first use.
 */
export class SourceColumns {
  readonly length: number;
  readonly ids: Int32Array;
  #offsets: { readonly starts: Int32Array; readonly ends: Int32Array } | undefined;
  readonly #sequences: Int32Array;
  #tokens: readonly string[] | undefined;
  #special: Int32Array | undefined;
  #typeIds: Int32Array | undefined;
  #words: Int32Array | undefined;

  /**
   * @param texts what was encoded; the second is '' where there was no pair
   * @throws LensError `too-big` for more tokens than memory should hold
   */
  constructor(
    private readonly encoding: Encoding,
    readonly texts: readonly [string, string],
    readonly lexicon: Lexicon,
  ) {
    this.length = encoding.getLength();
    if (this.length > maxTokens) {
      throw new LensError(
        'too-big',
        `The text has ${this.length} tokens; at most ${maxTokens} can be shown.`,
        'Select a shorter text.',
      );
    }
    this.ids = new Int32Array(encoding.getIds());
    this.#sequences = orMinusOne(encoding.getSequenceIds());
  }

  /** Where each token starts in its text, in UTF-16. Handing offsets over takes longer than encoding, so they are lazy. */
  get starts(): Int32Array {
    return (this.#offsets ??= this.#readOffsets()).starts;
  }

  get ends(): Int32Array {
    return (this.#offsets ??= this.#readOffsets()).ends;
  }

  get tokens(): readonly string[] {
    return (this.#tokens ??= this.encoding.getTokens());
  }

  /** 1 for tokens that the post-processor added. */
  get special(): Int32Array {
    return (this.#special ??= new Int32Array(this.encoding.getSpecialTokensMask()));
  }

  get typeIds(): Int32Array {
    return (this.#typeIds ??= new Int32Array(this.encoding.getTypeIds()));
  }

  /** 0 for the text, 1 for the pair, null for a token of neither. */
  sequenceAt(row: number): 0 | 1 | null {
    const sequence = this.#sequences[row];
    return sequence === 0 || sequence === 1 ? sequence : null;
  }

  /** The word that the token belongs to, counted in its sequence; null for tokens that were added. */
  wordAt(row: number): number | null {
    this.#words ??= orMinusOne(this.encoding.getWordIds());
    const word = this.#words[row] ?? -1;
    return word === -1 ? null : word;
  }

  #readOffsets(): { starts: Int32Array; ends: Int32Array } {
    const offsets: readonly (readonly number[])[] = this.encoding.getOffsets();
    const [starts, ends] = [new Int32Array(this.length), new Int32Array(this.length)];
    const tables = this.texts.map(utf16Table);
    for (let row = 0; row < this.length; row += 1) {
      const sequence = this.#sequences[row] ?? -1;
      if (sequence === -1) continue;
      const table = tables[sequence] ?? null;
      const text = this.texts[sequence === 1 ? 1 : 0];
      const span = offsets[row];
      starts[row] = toUtf16(table, text, span?.[0] ?? 0);
      ends[row] = toUtf16(table, text, span?.[1] ?? 0);
    }
    return { starts, ends };
  }
}

/** A loop, as `Int32Array.from` takes several times as long for the tokens of a megabyte. */
function orMinusOne(values: readonly (number | null | undefined)[]): Int32Array {
  const column = new Int32Array(values.length);
  for (let row = 0; row < values.length; row += 1) column[row] = values[row] ?? -1;
  return column;
}
