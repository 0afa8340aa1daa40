export type Side = 'left' | 'right';

/** Rows as [rows, positions], padded to the longest. */
export function padded(
  rows: readonly Int32Array[],
  padding: number,
  side: Side,
): { readonly data: BigInt64Array; readonly positions: number } {
  const positions = rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const data = new BigInt64Array(rows.length * positions).fill(BigInt(padding));
  for (const [index, row] of rows.entries()) {
    const from = index * positions + (side === 'left' ? positions - row.length : 0);
    for (let at = 0; at < row.length; at += 1) data[from + at] = BigInt(row[at] ?? padding);
  }
  return { data, positions };
}
