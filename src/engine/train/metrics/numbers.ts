import { metricsAlone, type Collector } from './collector';
import { regressionScores } from './regression';

/** Findings of regression; with several numbers a row each measure is the mean over them, as scikit-learn's. */
export function numbersCollector(outputs: number): Collector {
  const truth: number[][] = Array.from({ length: outputs }, () => []);
  const predicted: number[][] = Array.from({ length: outputs }, () => []);
  return {
    add(examples, labels, { data }) {
      for (let at = 0; at < examples.length * outputs; at++) {
        truth[at % outputs]?.push(Number(labels.data[at]));
        predicted[at % outputs]?.push(data[at] ?? NaN);
      }
    },
    finish() {
      const scores = truth.map((values, output) => regressionScores(values, predicted[output] ?? []));
      const mean = (key: 'mse' | 'mae' | 'pearson' | 'r2'): number =>
        scores.reduce((sum, each) => sum + each[key], 0) / outputs;
      return metricsAlone({ mse: mean('mse'), mae: mean('mae'), pearson: mean('pearson'), r2: mean('r2') });
    },
  };
}
