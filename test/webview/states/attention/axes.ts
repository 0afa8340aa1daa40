import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { AttendedToken } from './weights';

/** The entries of an axis as the engine makes them: words together, special tokens left out, if that is wanted. */
export function axisOf(
  tokens: readonly AttendedToken[],
  { mergeWords, leaveOutSpecial }: AxisOptions,
): Int32Array<ArrayBuffer> {
  const pairs: number[] = [];
  tokens.forEach(({ special, word }, index) => {
    if (special && leaveOutSpecial) return;
    const before = tokens[index - 1];
    const joins = mergeWords && word !== null && before?.word === word && pairs.at(-1) === index;
    if (joins) pairs[pairs.length - 1] = index + 1;
    else pairs.push(index, index + 1);
  });
  return Int32Array.from(pairs);
}

/** A matrix of tokens by entries of the axes: rows of a word are their mean, columns their sum. [queries, keys] */
export function byEntries(
  rowOf: (query: number) => Float32Array,
  queries: Int32Array,
  keys: Int32Array,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array((queries.length / 2) * (keys.length / 2));
  let at = 0;
  for (let row = 0; row < queries.length; row += 2) {
    const [from = 0, to = 0] = queries.subarray(row, row + 2);
    const rows = Array.from({ length: to - from }, (_, index) => rowOf(from + index));
    for (let column = 0; column < keys.length; column += 2) {
      const [first = 0, end = 0] = keys.subarray(column, column + 2);
      let sum = 0;
      for (const weights of rows) for (let key = first; key < end; key += 1) sum += weights[key] ?? 0;
      values[at++] = sum / rows.length;
    }
  }
  return values;
}
