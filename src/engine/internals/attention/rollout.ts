/**
 * What rollout multiplies of a layer: `0.5 A + 0.5 I` with rows that sum to 1, of the mean A of its heads (Abnar and
 * Zuidema, "Quantifying Attention Flow in Transformers", 2020).
 * @param mean [size, size], which stays as it is
 */
export function withResidual(mean: Float32Array, size: number): Float32Array {
  const result = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    let sum = 0.5;
    for (let column = 0; column < size; column++) sum += 0.5 * (mean[row * size + column] ?? 0);
    for (let column = 0; column < size; column++) {
      const identity = row === column ? 0.5 : 0;
      result[row * size + column] = (0.5 * (mean[row * size + column] ?? 0) + identity) / sum;
    }
  }
  return result;
}
