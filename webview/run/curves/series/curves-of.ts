import type { Dash } from '../../../shared/chart/shapes';
import type { Curve } from '../chart/curve-data';
import type { RunSeries } from './run-series';

/** The lines of older runs: all grey, the first solid. */
const olderDashes: readonly Dash[] = ['solid', 'dotted', 'dashed'];

/** How the line of a run is drawn: this one blue, the others grey. */
export function lookOf({ own }: RunSeries, index: number): Pick<Curve, 'tone' | 'dash'> {
  return own ? { tone: 'blue', dash: 'solid' } : { tone: 'otherBar', dash: olderDashes[(index - 1) % 3] ?? 'solid' };
}

/** Losses of all runs: this one's as measured and smoothed, evaluations with rings; others smoothed alone. */
export function lossCurves(series: readonly RunSeries[], smoothing: number): Curve[] {
  return series
    .flatMap((one, index) => {
      const { x, loss, smoothed, own } = one;
      const look = { ...lookOf(one, index), faint: false, rings: false };
      const raw: Curve = { x, y: loss, ...look, width: 1, faint: true };
      const line: Curve = { x, y: smoothed, ...look, width: own ? 2 : 1.5 };
      const evaluated = evaluationCurve(one, index, 'eval_loss', 'dashed');
      return [[...(own && smoothing > 0 ? [raw] : []), line, evaluated]];
    })
    .reverse()
    .flat();
}

/** A column of the steps, of all runs. */
export function stepCurves(series: readonly RunSeries[], column: 'learningRate' | 'gradNorm'): Curve[] {
  return series
    .map((one, index): Curve => ({
      ...{ x: one.x, y: one[column], ...lookOf(one, index), width: one.own ? 1.75 : 1.25, faint: false, rings: false },
    }))
    .reverse();
}

/** A number of the evaluations; the lines of a second one are dashed. */
export function evaluationCurve(series: RunSeries, index: number, metric: string, dash: Dash): Curve {
  const y = series.evaluations.map((line) => line[metric] ?? NaN);
  const { tone } = lookOf(series, index);
  return { x: series.evaluationX, y, tone, dash, width: series.own ? 1.75 : 1.25, faint: false, rings: true };
}

/** One or two metrics of all runs; the second is dashed. */
export function metricCurves(series: readonly RunSeries[], metrics: readonly string[]): Curve[] {
  return series
    .map((one, index) =>
      metrics.map((metric, rank) => evaluationCurve(one, index, metric, rank === 0 ? 'solid' : 'dashed')),
    )
    .reverse()
    .flat();
}
