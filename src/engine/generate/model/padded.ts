/** Tokens of several rows with their mask and positions. */
export interface Padded {
  readonly rows: number;
  readonly count: number;
  /** All [rows, count]. */
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  /** Counted from each row's first real token; 0 for padding, as `generate` of transformers has it. */
  readonly positions: BigInt64Array;
}

/**
 * Pads rows to one length. What is to be gone on from is padded on the left, so that all rows end at the same place; what
 * an encoder reads on the right, because some count positions from the edge. Padding is token 0, which nothing attends to.
 * @param first the position of a row's first token
 */
export function padded(rows: readonly (readonly number[])[], side: 'left' | 'right', first = 0): Padded {
  const count = Math.max(...rows.map((row) => row.length));
  const size = rows.length * count;
  const [ids, mask, positions] = [new BigInt64Array(size), new BigInt64Array(size), new BigInt64Array(size)];
  rows.forEach((row, index) => {
    const start = side === 'left' ? (index + 1) * count - row.length : index * count;
    row.forEach((id, place) => {
      ids[start + place] = BigInt(id);
      mask[start + place] = 1n;
      positions[start + place] = BigInt(first + place);
    });
  });
  return { rows: rows.length, count, ids, mask, positions };
}
