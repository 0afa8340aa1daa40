import { emptyMatrix, rowOf, type MatrixView } from '../attention/matrix-view';
import { cosine, dot, norm } from './vectors';

/** [size, size]; `exact` where every row has a pixel of its own. */
export interface BlockCosines {
  readonly values: Float32Array<ArrayBuffer>;
  readonly size: number;
  readonly exact: boolean;
}

/**
 * Cosines between the rows of a matrix, at most `size` a side: where rows are more, a pixel is the mean over all pairs of
 * two blocks, which is the product of the blocks' mean directions.
 */
export function cosinesBetween(states: MatrixView, size: number): BlockCosines {
  const side = Math.min(states.rows, size);
  const directions = emptyMatrix(side, states.columns);
  for (let block = 0; block < side; block++) {
    const from = Math.floor((block * states.rows) / side);
    const to = Math.floor(((block + 1) * states.rows) / side);
    for (let row = from; row < to; row++) addDirection(rowOf(directions, block), rowOf(states, row), to - from);
  }
  const values = new Float32Array(side * side);
  for (let a = 0; a < side; a++) {
    for (let b = a; b < side; b++) {
      const value = Math.max(-1, Math.min(1, dot(rowOf(directions, a), rowOf(directions, b))));
      values[a * side + b] = values[b * side + a] = value;
    }
  }
  return { values, size: side, exact: side === states.rows };
}

function addDirection(sum: Float32Array, row: Float32Array, count: number): void {
  const length = norm(row) * count;
  if (length === 0) return;
  for (let i = 0; i < row.length; i++) sum[i] = (sum[i] ?? 0) + (row[i] ?? 0) / length;
}

/** Cosines of one row with every row. */
export function cosinesOf(states: MatrixView, row: number): Float32Array<ArrayBuffer> {
  const own = rowOf(states, row);
  return Float32Array.from({ length: states.rows }, (_, other) => cosine(own, rowOf(states, other)));
}
