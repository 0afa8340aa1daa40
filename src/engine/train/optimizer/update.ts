/** What AdamW remembers of a parameter: running means of its gradient and of the gradient's square. */
export interface Moments {
  readonly average: Float32Array;
  readonly averageOfSquares: Float32Array;
}

/** The numbers of one step that are the same for all parameters. */
export interface Factors {
  /** Every gradient is multiplied by this first, as clipping asks. */
  readonly gradientScale: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Learning rate over the bias correction of the average. */
  readonly stepSize: number;
  /** 1 over the root of the bias correction of the squares. */
  readonly rootScale: number;
}

/** The sum of the squares of all numbers. Four sums at once: the additions of one would wait for each other. */
export function sumOfSquares(values: Float32Array): number {
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

/**
 * Changes the moments by a stretch of a gradient and writes, from the start of `into`, what the weights there are lessened by.
 * Nothing from outside is in reach: a thread of its own is given this function as text.
 */
export function makeUpdates(
  gradient: Float32Array,
  { average, averageOfSquares }: Moments,
  factors: Factors,
  [from, to]: readonly [number, number],
  into: Float32Array,
): void {
  const { gradientScale, beta2, epsilon, stepSize, rootScale } = factors;
  const toAverage = 1 - factors.beta1;
  const toSquares = 1 - beta2;
  for (let i = from; i < to; i++) {
    /* eslint-disable @typescript-eslint/no-non-null-assertion -- lengths were checked; a test in this loop costs a fifth */
    const g = gradient[i]! * gradientScale;
    const before = average[i]!;
    const m = before + (g - before) * toAverage;
    const v = averageOfSquares[i]! * beta2 + toSquares * g * g;
    average[i] = m;
    averageOfSquares[i] = v;
    into[i - from] = (stepSize * m) / (Math.sqrt(v) * rootScale + epsilon);
    /* eslint-enable @typescript-eslint/no-non-null-assertion */
  }
}

/** @param keep what is left of a weight after the decay */
export function applyUpdates(
  weights: Float32Array,
  updates: Float32Array,
  from: number,
  to: number,
  keep: number,
): void {
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the indices are within both
  for (let i = from; i < to; i++) weights[i] = weights[i]! * keep - updates[i - from]!;
}
