/** The entropy of weights in bits, as they are: -sum of w log2 w. Those of a distribution sum to 1. */
export function entropyOf(weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight > 0) sum -= weight * Math.log2(weight);
  }
  return sum;
}
