import { packed, paddingToken } from './batch';
import type { PaddingToken, TokenColumns } from './token-columns';

/** What the decoder is given in one row. */
export interface EncodedTarget {
  /** Real tokens, the start token included, padding not. */
  readonly length: number;
  /** Padding included. */
  readonly tokens: TokenColumns;
  /** Tokens of the target that truncation cut. */
  readonly cut: number;
}

/** What the decoder is given with a batch; the arrays are `[rows, positions]`. */
export interface EncodedTargets {
  readonly rows: readonly EncodedTarget[];
  readonly positions: number;
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
}

/** Tokens behind a start token, and how many did not fit. */
export type ShiftedTarget = Pick<EncodedTarget, 'tokens' | 'cut'>;

/**
 * Pads targets on the right, whatever side the texts are padded on: a decoder reads from its start token on.
 * @throws LensError `unsupported` where padding is needed and the tokenizer has no padding token
 */
export function makeTargets(shifted: readonly ShiftedTarget[], padding: PaddingToken | null): EncodedTargets {
  const positions = shifted.reduce((longest, { tokens }) => Math.max(longest, tokens.length), 0);
  const rows = shifted.map(({ tokens, cut }): EncodedTarget => {
    const missing = positions - tokens.length;
    const padded = missing === 0 ? tokens : tokens.padded(missing, 'right', paddingToken(padding));
    return { length: tokens.length, tokens: padded, cut };
  });
  return {
    rows,
    positions,
    inputIds: packed(rows, positions, (tokens) => tokens.ids),
    attentionMask: packed(rows, positions, (tokens) => tokens.attentionMask()),
  };
}

/**
 * Gives the decoder the rows of the batch themselves, moved one place to the right, with no mask: as the classes of
 * transformers that classify by the decoder do (`T5ForSequenceClassification`).
 */
export function textAsTargets(rows: readonly TokenColumns[], start: PaddingToken): EncodedTargets {
  const shifted = rows.map((row) => ({ tokens: row.shiftedRight(start), cut: 0 }));
  const targets = makeTargets(shifted, null);
  return { ...targets, attentionMask: new BigInt64Array(targets.inputIds.length).fill(1n) };
}
