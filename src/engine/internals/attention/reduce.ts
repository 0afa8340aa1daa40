import { entryRange, type ShownAxis } from '../tokens/axis';
import { emptyMatrix, rowOf, type MatrixView } from './matrix-view';

/**
 * A matrix of real tokens as one of shown entries: the queries of a word are their mean, its keys their sum, so that rows
 * still sum to 1; what is left out is not there, and what remains is not scaled up.
 */
export function reduce(view: MatrixView, queries: ShownAxis, keys: ShownAxis): MatrixView {
  if (queries.plain && keys.plain) return view;
  const reduced = emptyMatrix(queries.entries, keys.entries);
  const sums = new Float64Array(view.columns);
  for (let entry = 0; entry < queries.entries; entry++) {
    const [from, to] = entryRange(queries, entry);
    sumRows(view, from, to, sums);
    groupColumns(sums, keys, 1 / (to - from), rowOf(reduced, entry));
  }
  return reduced;
}

function sumRows(view: MatrixView, from: number, to: number, sums: Float64Array): void {
  sums.set(rowOf(view, from));
  for (let row = from + 1; row < to; row++) {
    const source = rowOf(view, row);
    for (let column = 0; column < source.length; column++) sums[column] = (sums[column] ?? 0) + (source[column] ?? 0);
  }
}

/** The sum of each entry's columns, times `factor`. */
export function groupColumns(values: ArrayLike<number>, keys: ShownAxis, factor: number, into: Float32Array): void {
  for (let entry = 0; entry < keys.entries; entry++) {
    const [from, to] = entryRange(keys, entry);
    let sum = 0;
    for (let column = from; column < to; column++) sum += values[column] ?? 0;
    into[entry] = sum * factor;
  }
}
