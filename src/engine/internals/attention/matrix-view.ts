/** A matrix inside a larger array: element (row, column) is `data[offset + row * stride + column]`. */
export interface MatrixView {
  readonly data: Float32Array;
  readonly offset: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix of its own, row after row. */
export function matrixOf(data: Float32Array, rows: number, columns: number): MatrixView {
  return { data, offset: 0, stride: columns, rows, columns };
}

/** A new matrix of zeros. */
export function emptyMatrix(rows: number, columns: number): MatrixView {
  return matrixOf(new Float32Array(rows * columns), rows, columns);
}

/** One row, as it lies in the array. */
export function rowOf({ data, offset, stride, columns }: MatrixView, row: number): Float32Array {
  const start = offset + row * stride;
  return data.subarray(start, start + columns);
}

/** A part of a matrix: rows and columns `from` to `to`, exclusive. */
export function partOf(
  view: MatrixView,
  rows: readonly [number, number],
  columns: readonly [number, number],
): MatrixView {
  return {
    data: view.data,
    offset: view.offset + rows[0] * view.stride + columns[0],
    stride: view.stride,
    rows: rows[1] - rows[0],
    columns: columns[1] - columns[0],
  };
}

/** The values, row after row, in an array of their own. */
export function valuesOf(view: MatrixView): Float32Array<ArrayBuffer> {
  const values = new Float32Array(view.rows * view.columns);
  for (let row = 0; row < view.rows; row++) values.set(rowOf(view, row), row * view.columns);
  return values;
}

/** Adds `factor` times a matrix to another of the same size, which is changed. */
export function addScaled(sum: MatrixView, view: MatrixView, factor: number): void {
  for (let row = 0; row < view.rows; row++) {
    const [target, source] = [rowOf(sum, row), rowOf(view, row)];
    for (let column = 0; column < source.length; column++) {
      target[column] = (target[column] ?? 0) + factor * (source[column] ?? 0);
    }
  }
}
