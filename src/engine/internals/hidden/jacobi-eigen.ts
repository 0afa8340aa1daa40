export interface Eigen {
  /** Largest first. */
  readonly values: number[];
  /** A unit vector for each value. */
  readonly vectors: number[][];
}

const mostSweeps = 60;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, "Matrix
 * Computations", 8.5). The matrix is left as it is.
 */
export function jacobiEigen(matrix: readonly (readonly number[])[]): Eigen {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const largest = Math.max(...a.flat().map(Math.abs));
  const vectors = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a) > 1e-15 * size * largest; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
  }
  const order = a.map((_, i) => i).sort((i, j) => at(a, j, j) - at(a, i, i));
  return { values: order.map((i) => at(a, i, i)), vectors: order.map((i) => vectors[i] ?? []) };
}

function at(a: readonly (readonly number[])[], i: number, j: number): number {
  return a[i]?.[j] ?? 0;
}

function offDiagonal(a: readonly (readonly number[])[]): number {
  let sum = 0;
  a.forEach((row, i) => row.forEach((x, j) => (sum += i === j ? 0 : Math.abs(x))));
  return sum;
}

/** Makes a[p][q] zero; `vectors` has eigenvectors as rows. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const off = at(a, p, q);
  if (off === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  mixRows(a, p, q, c, s);
  for (const row of a) {
    const [x, y] = [row[p] ?? 0, row[q] ?? 0];
    [row[p], row[q]] = [c * x - s * y, s * x + c * y];
  }
  mixRows(vectors, p, q, c, s);
}

function mixRows(rows: number[][], p: number, q: number, c: number, s: number): void {
  const [x = [], y = []] = [rows[p], rows[q]];
  rows[p] = x.map((value, i) => c * value - s * (y[i] ?? 0));
  rows[q] = y.map((value, i) => s * (x[i] ?? 0) + c * value);
}
