/** Vectors with what is computed of them: [vectors][numbers]. */
export type Vectors = readonly (readonly number[])[];

export function norm(vector: readonly number[]): number {
  return Math.hypot(...vector);
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  const lengths = norm(a) * norm(b);
  return lengths > 0 ? dot(a, b) / lengths : NaN;
}

export function mean(vectors: Vectors): number[] {
  const [first = []] = vectors;
  return first.map((_, index) => vectors.reduce((sum, vector) => sum + (vector[index] ?? 0), 0) / vectors.length);
}

/** The two axes along which vectors differ most, by power iteration, with their shares of the variance. */
export function twoAxes(vectors: Vectors): { axes: number[][]; shares: number[]; centred: number[][] } {
  const middle = mean(vectors);
  const centred = vectors.map((vector) => vector.map((value, index) => value - (middle[index] ?? 0)));
  const total = centred.reduce((sum, vector) => sum + dot(vector, vector), 0);
  const axes: number[][] = [];
  const shares: number[] = [];
  for (let which = 0; which < 2; which += 1) {
    let axis = middle.map((_, index) => Math.cos(index * 1.7 + which));
    for (let round = 0; round < 60; round += 1) {
      const before = axis;
      const along = centred.map((vector) => dot(vector, before));
      axis = axis.map((_, index) =>
        centred.reduce((sum, vector, at) => sum + (vector[index] ?? 0) * (along[at] ?? 0), 0),
      );
      for (const other of axes) {
        const shared = dot(axis, other);
        axis = axis.map((value, index) => value - shared * (other[index] ?? 0));
      }
      const length = norm(axis) || 1;
      axis = axis.map((value) => value / length);
    }
    const found = axis;
    axes.push(found);
    shares.push(centred.reduce((sum, vector) => sum + dot(vector, found) ** 2, 0) / total);
  }
  return { axes, shares, centred };
}
