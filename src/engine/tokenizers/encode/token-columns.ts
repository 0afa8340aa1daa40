import type { Token } from '../../../common/contracts/tokens';
import { RangeIndex } from './range-index';
import type { SourceColumns } from './source-columns';

/** In {@link TokenColumns} the row of a token that padding added. */
export const paddingRow = -1;
/** In {@link TokenColumns} the row of the token that a decoder begins with. */
export const startRow = -2;

/** What is added that no encoding has: padding, as the tokenizer's settings say, or a decoder's start token. */
export interface PaddingToken {
  readonly id: number;
  readonly token: string;
  readonly typeId: number;
}

/** How a part differs from the encoding that it is made of; see {@link import('./assemble').assemble}. */
export interface PartTraits {
  /** For each sequence: its tokens' type id is the sequence's number, whatever the encoding says. */
  readonly rawTypeIds: readonly [boolean, boolean];
  /** Positions in the part whose leading spaces were not trimmed off the span. */
  readonly untrimmed: readonly number[];
}

export const sameAsSource: PartTraits = { rawTypeIds: [false, false], untrimmed: [] };

/** Tokens of one encoding in some order, as typed columns; strings and objects are made only for what is asked for. */
export class TokenColumns {
  readonly length: number;
  readonly ids: Int32Array;
  #ranges: readonly [RangeIndex, RangeIndex] | undefined;

  /** @param rows for each token its row in `source`, or {@link paddingRow} or {@link startRow} */
  constructor(
    readonly source: SourceColumns,
    readonly rows: Int32Array,
    readonly traits: PartTraits = sameAsSource,
    readonly padding: PaddingToken | null = null,
    readonly start: PaddingToken | null = null,
  ) {
    this.length = rows.length;
    this.ids = rows.map((row) => (isAdded(row) ? (this.#added(row)?.id ?? 0) : (source.ids[row] ?? 0)));
  }

  /** The type id (`token_type_ids`) of each token. */
  typeIds(): Int32Array {
    const { typeIds } = this.source;
    return this.rows.map((row) => {
      if (isAdded(row)) return this.#added(row)?.typeId ?? 0;
      const sequence = this.source.sequenceAt(row);
      return sequence !== null && this.traits.rawTypeIds[sequence] ? sequence : (typeIds[row] ?? 0);
    });
  }

  /** 1 where the model attends, 0 for padding. */
  attentionMask(): Int32Array {
    return this.rows.map((row) => (row === paddingRow ? 0 : 1));
  }

  /** The vocabulary's form of each token. */
  tokenTexts(): string[] {
    return Array.from(this.rows, (row) =>
      isAdded(row) ? (this.#added(row)?.token ?? '') : (this.source.tokens[row] ?? ''),
    );
  }

  /** The same tokens with `count` padding tokens before or after them. */
  padded(count: number, side: 'left' | 'right', padding: PaddingToken): TokenColumns {
    const rows = new Int32Array(this.length + count).fill(paddingRow);
    const shift = side === 'left' ? count : 0;
    rows.set(this.rows, shift);
    const traits = { ...this.traits, untrimmed: this.traits.untrimmed.map((position) => position + shift) };
    return new TokenColumns(this.source, rows, traits, padding, this.start);
  }

  /**
   * The tokens moved one place to the right behind a decoder's start token, so that each place is given what comes before
   * it; the last one falls off. As `_shift_right` of transformers makes `decoder_input_ids` of labels.
   */
  shiftedRight(start: PaddingToken): TokenColumns {
    const rows = new Int32Array(Math.max(1, this.length));
    rows[0] = startRow;
    rows.set(this.rows.subarray(0, -1), 1);
    const traits = { ...this.traits, untrimmed: this.traits.untrimmed.map((position) => position + 1) };
    return new TokenColumns(this.source, rows, traits, this.padding, start);
  }

  /** No tokens of the same text. */
  nothing(): TokenColumns {
    return new TokenColumns(this.source, new Int32Array(0));
  }

  /** Tokens `from` to `to` (exclusive), cut to what there is. */
  slice(from: number, to: number): Token[] {
    const tokens: Token[] = [];
    for (let position = Math.max(0, from); position < Math.min(to, this.length); position += 1) {
      tokens.push(this.at(position));
    }
    return tokens;
  }

  /**
   * The tokens, at most `limit` and in order, that share a UTF-16 unit with `[start, end)` of the text (0) or the pair
   * (1). For an empty range, a caret: the tokens of the character after it, else those that end there.
   */
  inRange(sequence: 0 | 1, start: number, end: number, limit: number): { index: number; token: Token }[] {
    this.#ranges ??= [this.#rangeIndex(0), this.#rangeIndex(1)];
    const ranges = this.#ranges[sequence];
    const found = start === end ? ranges.atCaret(start, limit) : ranges.touching(start, end, limit);
    return found.map((index) => ({ index, token: this.at(index) }));
  }

  /** The UTF-16 span that the tokens of a sequence cover together; null where there are none. */
  span(sequence: 0 | 1): [number, number] | null {
    let from = Infinity;
    let to = 0;
    for (let position = 0; position < this.length; position += 1) {
      const row = this.rows[position] ?? paddingRow;
      if (isAdded(row) || this.source.sequenceAt(row) !== sequence) continue;
      from = Math.min(from, this.source.starts[row] ?? 0);
      to = Math.max(to, this.source.ends[row] ?? 0);
    }
    return from === Infinity ? null : [from, to];
  }

  /** How many tokens stand for text, and how many UTF-16 units of text and pair their spans cover together. */
  textCover(): { tokens: number; units: number } {
    const spans = [this.span(0), this.span(1)];
    return {
      tokens: this.rows.filter((row) => !isAdded(row) && this.source.sequenceAt(row) !== null).length,
      units: spans.reduce((sum, span) => sum + (span === null ? 0 : span[1] - span[0]), 0),
    };
  }

  /** The token at a position. Throws RangeError past the end. */
  at(position: number): Token {
    const row = this.rows[position];
    if (row === undefined) throw new RangeError(`No token at ${position}.`);
    if (isAdded(row)) return addedToken(this.#added(row), row === paddingRow ? 0 : 1);
    const sequence = this.source.sequenceAt(row);
    const token = this.source.tokens[row] ?? '';
    const id = this.source.ids[row] ?? 0;
    const raw = sequence !== null && this.traits.rawTypeIds[sequence];
    const [start, end] = sequence === null ? [null, null] : this.#spanAt(position, row);
    return {
      id,
      token,
      text: sequence === null ? '' : this.source.texts[sequence].slice(start ?? 0, end ?? 0),
      readable: this.source.lexicon.readable(id, token),
      start,
      end,
      sequence,
      special: this.source.special[row] === 1,
      typeId: raw ? sequence : (this.source.typeIds[row] ?? 0),
      word: this.source.wordAt(row),
      attention: 1,
    };
  }

  #added(row: number): PaddingToken | null {
    return row === paddingRow ? this.padding : this.start;
  }

  #spanAt(position: number, row: number): [number, number] {
    const start = this.source.starts[row] ?? 0;
    const end = this.source.ends[row] ?? 0;
    return this.traits.untrimmed.includes(position) ? untrim(this.source.tokens[row] ?? '', start, end) : [start, end];
  }

  #rangeIndex(sequence: 0 | 1): RangeIndex {
    const inSequence = (row: number) => !isAdded(row) && this.source.sequenceAt(row) === sequence;
    const positions = new Int32Array(this.length);
    let count = 0;
    this.rows.forEach((row, position) => {
      if (inSequence(row)) positions[count++] = position;
    });
    const found = positions.slice(0, count);
    const rows = found.map((position) => this.rows[position] ?? 0);
    const starts = rows.map((row) => this.source.starts[row] ?? 0);
    const ends = rows.map((row) => this.source.ends[row] ?? 0);
    for (const position of this.traits.untrimmed) {
      const index = found.indexOf(position);
      if (index !== -1) [starts[index], ends[index]] = this.#spanAt(position, rows[index] ?? 0);
    }
    return new RangeIndex(found, starts, ends);
  }
}

function isAdded(row: number): boolean {
  return row < 0;
}

function addedToken(added: PaddingToken | null, attention: 0 | 1): Token {
  const token = added?.token ?? '';
  const none = { start: null, end: null, sequence: null, word: null };
  return {
    id: added?.id ?? 0,
    token,
    text: '',
    readable: token,
    special: true,
    typeId: added?.typeId ?? 0,
    attention,
    ...none,
  };
}

/**
 * Undoes the trimming of leading spaces, as the library does for the first token of a part where the post-processor
 * trims and believes that the first space was added by it (`process_offsets` in pre_tokenizers/byte_level.rs). A token
 * of spaces alone then loses them as trailing ones.
 */
function untrim(token: string, start: number, end: number): [number, number] {
  const leading = /^[Ġ\s]*/u.exec(token)?.[0].length ?? 0;
  const from = Math.max(0, start - leading);
  return leading === token.length ? [from, from] : [from, Math.max(end, from)];
}
