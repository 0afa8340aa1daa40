/** Measures of predicted numbers against true ones, as scikit-learn and SciPy have them. Both are [rows]. */
export interface RegressionScores {
  /** Mean squared error. */
  readonly mse: number;
  /** Mean absolute error. */
  readonly mae: number;
  /** Correlation; NaN where either side never changes. */
  readonly pearson: number;
  /** Share of the variance that is explained; NaN for fewer than two rows. */
  readonly r2: number;
}

export function regressionScores(truth: readonly number[], predicted: readonly number[]): RegressionScores {
  const errors = truth.map((value, row) => (predicted[row] ?? NaN) - value);
  const squared = errors.reduce((sum, error) => sum + error * error, 0);
  const spread = sumOfProducts(truth, truth);
  return {
    mse: squared / errors.length,
    mae: errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length,
    pearson: sumOfProducts(truth, predicted) / Math.sqrt(spread * sumOfProducts(predicted, predicted)),
    r2: determination(squared, spread, truth.length),
  };
}

/** `r2_score`: truth that never changes is explained wholly or not at all. */
function determination(squared: number, spread: number, rows: number): number {
  if (rows < 2) return NaN;
  if (spread === 0) return squared === 0 ? 1 : 0;
  return 1 - squared / spread;
}

/** Sum of products of the distances from the mean. */
function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, row) => sum + (value - meanA) * ((b[row] ?? NaN) - meanB), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
