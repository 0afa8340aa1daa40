/** Sum of products, in float64. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** L2 norm. */
export function norm(a: Float32Array): number {
  return Math.sqrt(dot(a, a));
}

/** Cosine of the angle between two vectors; 0 where one of them is zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const length = norm(a) * norm(b);
  return length === 0 ? 0 : Math.max(-1, Math.min(1, dot(a, b) / length));
}

/** `count` of the numbers 0 to `length - 1`, spread evenly, the first and the last among them. */
export function spread(length: number, count: number): Int32Array<ArrayBuffer> {
  const taken = Math.min(length, count);
  return Int32Array.from({ length: taken }, (_, i) => (taken < 2 ? 0 : Math.round((i * (length - 1)) / (taken - 1))));
}
