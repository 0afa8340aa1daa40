import { LensError } from '../../../common/errors/lens-error';
import type { EncodedText } from './encoded-text';
import type { PaddingToken, TokenColumns } from './token-columns';
import type { EncodedTargets } from './targets';
import type { Side } from './truncation';

/** Three columns of eight bytes each for this many tokens are 400 MB. */
const maxBatchTokens = 16_000_000;

/** One row of a batch, as the model reads it. */
export interface EncodedRow {
  /** The index of the text among the inputs. */
  readonly input: number;
  /** The row's number among that text's windows. */
  readonly window: number;
  /** Real tokens, special ones included, padding not. */
  readonly length: number;
  readonly padding: number;
  /** The model's input, padding included. */
  readonly tokens: TokenColumns;
  /** What truncation cut, in text order; nothing where every window has its row. */
  readonly cut: TokenColumns;
  readonly cutSpan: [number, number] | null;
  readonly cutPairSpan: [number, number] | null;
  /** Each overflowing part as Python's `overflowing`, not padded. Throws LensError `too-big` where they are too many. */
  readonly overflow: readonly TokenColumns[];
}

/** Texts as one padded batch; the arrays are `[rows, positions]`. */
export interface EncodedBatch {
  /** One for each text, or one for each window. */
  readonly rows: readonly EncodedRow[];
  /** Padded length. */
  readonly positions: number;
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds: BigInt64Array;
  /** The length that truncation aimed at; null when nothing was to be cut. */
  readonly maxLength: number | null;
  readonly paddingSide: Side;
  /** Where the model should not count them itself. */
  readonly positionIds?: BigInt64Array;
  /** Of an encoder-decoder: what its decoder is given, row by row. */
  readonly targets?: EncodedTargets;
}

export interface BatchOptions {
  /** Every window becomes a row. */
  readonly windows: boolean;
  readonly maxLength: number | null;
  readonly paddingSide: Side;
  /** Null where the tokenizer has none. */
  readonly padding: PaddingToken | null;
}

/**
 * Pads texts to the longest and packs them.
 * @throws LensError `unsupported` where padding is needed and the tokenizer has no padding token, `too-big` where the
 * batch would not fit into memory
 */
export function makeBatch(texts: readonly EncodedText[], options: BatchOptions): EncodedBatch {
  const parts = texts.flatMap((text, input) =>
    partsOf(text, options.windows).map((part, window) => ({ text, input, part, window })),
  );
  const positions = parts.reduce((longest, { part }) => Math.max(longest, part.length), 0);
  if (parts.length * positions > maxBatchTokens) {
    throw new LensError(
      'too-big',
      `A batch of ${parts.length} rows of ${positions} tokens is too big.`,
      'Choose fewer or shorter texts, or a maximum length.',
    );
  }
  const rows = parts.map(({ text, input, part, window }): EncodedRow => {
    const padding = positions - part.length;
    const cut = options.windows ? part.nothing() : text.cut;
    return {
      input,
      window,
      length: part.length,
      padding,
      tokens: padding === 0 ? part : part.padded(padding, options.paddingSide, paddingToken(options.padding)),
      cut,
      cutSpan: cut.span(0),
      cutPairSpan: cut.span(1),
      get overflow() {
        return text.overflow;
      },
    };
  });
  const pack = (column: (tokens: TokenColumns) => Int32Array) => packed(rows, positions, column);
  return {
    rows,
    positions,
    inputIds: pack((tokens) => tokens.ids),
    attentionMask: pack((tokens) => tokens.attentionMask()),
    tokenTypeIds: pack((tokens) => tokens.typeIds()),
    maxLength: options.maxLength,
    paddingSide: options.paddingSide,
  };
}

function partsOf(text: EncodedText, windows: boolean): readonly TokenColumns[] {
  return windows ? [text.main, ...text.overflow] : [text.main];
}

/** The padding token. @throws LensError `unsupported` where the tokenizer has none */
export function paddingToken(padding: PaddingToken | null): PaddingToken {
  if (padding !== null) return padding;
  throw new LensError(
    'unsupported',
    'This tokenizer has no padding token, so texts of different lengths cannot be one batch.',
    'Choose one text at a time, or set "pad_token" in tokenizer_config.json.',
  );
}

/** A column of padded rows as one array, [rows, positions]. */
export function packed(
  rows: readonly { readonly tokens: TokenColumns }[],
  positions: number,
  column: (tokens: TokenColumns) => Int32Array,
): BigInt64Array {
  const all = new BigInt64Array(rows.length * positions);
  rows.forEach(({ tokens }, row) => {
    const values = column(tokens);
    for (let at = 0; at < values.length; at += 1) all[row * positions + at] = BigInt(values[at] ?? 0);
  });
  return all;
}
