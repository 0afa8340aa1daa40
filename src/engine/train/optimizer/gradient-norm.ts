/** What torch adds to a norm before it divides by it (`torch.nn.utils.clip_grad_norm_`). */
const clipEpsilon = 1e-6;

/** The norm of all gradients as one vector. NaN or infinite where one of them is. */
export function gradientNorm(gradients: Iterable<Float32Array>): number {
  let sum = 0;
  for (const gradient of gradients) sum += sumOfSquares(gradient);
  return Math.sqrt(sum);
}

/** What gradients of this norm are multiplied by so that it is at most `maxNorm`; 0 for `maxNorm` leaves them alone. */
export function clipScale(norm: number, maxNorm: number): number {
  return maxNorm === 0 ? 1 : Math.min(1, maxNorm / (norm + clipEpsilon));
}

/** Four sums at once: the additions of one would wait for each other. */
function sumOfSquares(values: Float32Array): number {
  const whole = values.length - (values.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    /* eslint-disable @typescript-eslint/no-non-null-assertion -- the indices are within `whole` */
    a += values[i]! * values[i]!;
    b += values[i + 1]! * values[i + 1]!;
    c += values[i + 2]! * values[i + 2]!;
    d += values[i + 3]! * values[i + 3]!;
    /* eslint-enable @typescript-eslint/no-non-null-assertion */
  }
  for (const value of values.subarray(whole)) a += value * value;
  return a + b + c + d;
}
