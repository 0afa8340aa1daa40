import { stringify } from 'csv-stringify/browser/esm/sync';
import type { RunSeries } from '../curves/series/run-series';

/** The steps of all runs on show, a row each, by the names of metrics.jsonl; a number that is missing is an empty cell. */
export function stepsCsv(series: readonly RunSeries[]): string {
  const rows = series.flatMap(({ name, step, epoch, loss, gradNorm, learningRate }) =>
    Array.from({ length: step.length }, (_, index) => [
      name,
      ...[step, epoch, loss, gradNorm, learningRate].map((values) => cell(values[index])),
    ]),
  );
  return csvOf(['run', 'step', 'epoch', 'loss', 'grad_norm', 'learning_rate'], rows);
}

/** The evaluations of all runs on show, a row each. */
export function evaluationsCsv(series: readonly RunSeries[]): string {
  const keys = [...new Set(series.flatMap(({ evaluations }) => evaluations.flatMap((line) => Object.keys(line))))];
  const rows = series.flatMap(({ name, evaluations }) =>
    evaluations.map((line) => [name, ...keys.map((key) => cell(line[key] ?? NaN))]),
  );
  return csvOf(['run', ...keys], rows);
}

/** Names stay as they are, as in every CSV file of the product. */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return stringify([head, ...rows]);
}

/** Steps come as 32-bit floats, which have seven digits. */
function cell(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(7)));
}
