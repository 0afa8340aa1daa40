import type { MaskedPlace } from '../../../common/contracts/words/masked-words';
import type { ModelInputs } from '../../models/loaded-model';
import type { EncodedRow } from '../../tokenizers/text-tokenizer';

type Span = Pick<MaskedPlace, 'from' | 'to'>;

/** A text with other tokens in some places. */
export interface FilledRow {
  readonly ids: readonly number[];
  readonly typeIds: readonly number[];
  /** Where each place begins now. */
  readonly starts: readonly number[];
}

/**
 * The real tokens of a row with other tokens in its places.
 * @param places in order
 * @param fills the tokens of each place
 */
export function fillRow(
  { tokens, length, padding }: EncodedRow,
  places: readonly Span[],
  fills: readonly (readonly number[])[],
): FilledRow {
  const typeIds = tokens.typeIds();
  const mask = tokens.attentionMask();
  const first = padding > 0 ? mask.indexOf(1) : 0;
  const filled = { ids: [] as number[], typeIds: [] as number[], starts: [] as number[] };
  let at = first;
  const copyTo = (end: number): void => {
    filled.ids.push(...tokens.ids.subarray(at, end));
    filled.typeIds.push(...typeIds.subarray(at, end));
  };
  for (const [index, { from, to }] of places.entries()) {
    copyTo(from);
    const fill = fills[index] ?? [];
    filled.starts.push(filled.ids.length);
    filled.ids.push(...fill);
    filled.typeIds.push(...fill.map(() => typeIds[from] ?? 0));
    at = to;
  }
  copyTo(first + length);
  return filled;
}

/** Rows of one length as a batch without padding; positions are counted as the model counts them. */
export function batchOfRows(rows: readonly FilledRow[]): ModelInputs {
  const positions = rows[0]?.ids.length ?? 0;
  return {
    inputIds: BigInt64Array.from(rows.flatMap(({ ids }) => ids.map(BigInt))),
    attentionMask: new BigInt64Array(rows.length * positions).fill(1n),
    tokenTypeIds: BigInt64Array.from(rows.flatMap(({ typeIds }) => typeIds.map(BigInt))),
    dims: [rows.length, positions],
  };
}
