import { Kept } from '../../shared/store/kept';
import type { ShownRun } from '../../../src/common/contracts/training/run-view';
import type { CurveView } from '../store/kept-view';
import type { CurveChart } from './chart/curve-data';
import { lossCurves, metricCurves, stepCurves } from './series/curves-of';
import { lossRange, metricRange, rateRange } from './series/ranges';
import type { RunSeries } from './series/run-series';
import { xAxis } from './series/x-axis';

/** What the small chart of steps shows. */
export type StepMeasure = 'learningRate' | 'gradNorm';

/** The charts of the page, each kept until what it shows has changed. */
export class Charts {
  readonly #loss = new Kept<CurveChart>();
  readonly #steps = new Kept<CurveChart>();
  readonly #metrics = new Kept<CurveChart>();

  loss(series: readonly RunSeries[], run: ShownRun, { axis, smoothing }: CurveView): CurveChart {
    return this.#loss.get([series, ...endOf(run), axis, smoothing], () => {
      const curves = lossCurves(series, smoothing);
      return { x: xAxis(series, run, axis, true), y: lossRange(curves.map(({ y }) => y)), curves };
    });
  }

  steps(series: readonly RunSeries[], run: ShownRun, { axis }: CurveView, measure: StepMeasure): CurveChart {
    return this.#steps.get([series, ...endOf(run), axis, measure], () => {
      const curves = stepCurves(series, measure);
      const values = curves.map(({ y }) => y);
      const y = measure === 'learningRate' ? rateRange(values) : lossRange(values);
      return { x: xAxis(series, run, axis, false), y, curves };
    });
  }

  metrics(series: readonly RunSeries[], run: ShownRun, { axis }: CurveView, metrics: readonly string[]): CurveChart {
    return this.#metrics.get([series, ...endOf(run), axis, ...metrics], () => {
      const curves = metricCurves(series, metrics);
      return { x: xAxis(series, run, axis, false), y: metricRange(curves.map(({ y }) => y)), curves };
    });
  }
}

/** What of the run's state the axis follows from. */
function endOf({ state }: ShownRun): readonly unknown[] {
  return [state.totalSteps, state.totalEpochs];
}
