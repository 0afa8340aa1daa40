/**
 * The exponential moving average of values, without the pull of its start (as TensorBoard smooths: the average divided by
 * the weight that it has so far). What is not finite is left out and has no average.
 * @param weight of what came before, from 0 (none) to below 1
 */
export function smooth(values: ArrayLike<number>, weight: number): Float32Array {
  const smoothed = new Float32Array(values.length);
  let [average, share] = [0, 1];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isFinite(value)) {
      average = average * weight + (1 - weight) * value;
      share *= weight;
    }
    smoothed[index] = Number.isFinite(value) ? average / (1 - share) : NaN;
  }
  return smoothed;
}

/** So many steps are smoothed as they come; the steps of longer runs count for less each. */
const usualSteps = 1000;

/**
 * The weight for a run of so many steps, so that the same smoothing looks alike however long a run is (as Weights & Biases
 * scales its "time weighted EMA": by the share of the axis that a step goes).
 */
export function weightFor(smoothing: number, steps: number): number {
  return smoothing ** Math.min(1, usualSteps / Math.max(1, steps));
}
