import { gramProduct } from './gram-product';
import { jacobiEigen } from './jacobi-eigen';

/** The iterated space has more dimensions than are wanted, so that close eigenvalues settle sooner. */
const dimensions = 8;
const mostRounds = 60;
/** A change of the two shares below this is none. */
const settled = 1e-7;

export interface PrincipalAxes {
  /** Two unit vectors [columns]; zero where the rows do not differ in a second direction. */
  readonly axes: readonly [Float64Array, Float64Array];
  /** Shares of the variance. */
  readonly shares: [number, number];
}

/**
 * The two axes along which the rows of a centred matrix differ most, by subspace iteration with a Rayleigh-Ritz step
 * (Golub and Van Loan, "Matrix Computations", 8.2.4). It begins with fixed vectors, so the same rows give the same axes.
 * @param data [rows, columns], row after row
 */
export async function principalAxes(
  data: Float32Array,
  rows: number,
  columns: number,
  pause: () => Promise<void>,
): Promise<PrincipalAxes> {
  const total = data.reduce((sum, x) => sum + x * x, 0);
  const none: PrincipalAxes = { axes: [new Float64Array(columns), new Float64Array(columns)], shares: [0, 0] };
  if (!(total > 0) || !Number.isFinite(total)) return none;
  const times = await gramProduct(data, rows, columns);
  let basis = orthonormal(startVectors(columns, Math.min(dimensions, columns)));
  let shares: [number, number] = [0, 0];
  for (let round = 0; round < mostRounds; round++) {
    await pause();
    const moved = await times(basis);
    const ritz = jacobiEigen(products(basis, moved));
    const next: [number, number] = [share(ritz.values[0], total), share(ritz.values[1], total)];
    const change = Math.abs(next[0] - shares[0]) + Math.abs(next[1] - shares[1]);
    shares = next;
    const last = round === mostRounds - 1 || (round > 3 && change < settled);
    basis = last ? combine(basis, ritz.vectors) : orthonormal(combine(moved, ritz.vectors));
    if (last) break;
  }
  const [first = none.axes[0], second = none.axes[1]] = basis;
  return { axes: [first, shares[1] > 0 ? second : none.axes[1]], shares };
}

function share(value: number | undefined, total: number): number {
  return Math.max(0, Math.min(1, (value ?? 0) / total));
}

/** Vectors without structure that are the same each time (a linear congruential generator). */
function startVectors(columns: number, count: number): Float64Array[] {
  let state = 1;
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: columns }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    }),
  );
}

/** The same space with vectors of length 1 at right angles (modified Gram-Schmidt, twice for exactness). */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const made: Float64Array[] = [];
  for (const vector of vectors) {
    const result = vector.slice();
    for (let pass = 0; pass < 2; pass++) {
      for (const other of made) subtract(result, other, inner(result, other));
    }
    const length = Math.sqrt(inner(result, result));
    made.push(length > 1e-30 ? result.map((x) => x / length) : new Float64Array(result.length));
  }
  return made;
}

function subtract(from: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - factor * (vector[i] ?? 0);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function products(a: readonly Float64Array[], b: readonly Float64Array[]): number[][] {
  return a.map((x, i) => b.map((y, j) => (inner(x, y) + inner(a[j] ?? y, b[i] ?? x)) / 2));
}

/** New vectors: combination j takes `vectors[j][i]` of vector i. */
function combine(basis: readonly Float64Array[], vectors: readonly (readonly number[])[]): Float64Array[] {
  return vectors.map((weights) => {
    const sum = new Float64Array(basis[0]?.length ?? 0);
    basis.forEach((vector, i) => subtract(sum, vector, -(weights[i] ?? 0)));
    return sum;
  });
}
