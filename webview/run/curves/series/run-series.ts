import type { EvaluationLine } from '../../../../src/common/contracts/training/run-folder';
import { Kept } from '../../../shared/store/kept';
import type { CurveView } from '../../store/kept-view';
import type { RunOnShow } from '../../store/run-store';
import { smooth, weightFor } from './smooth';

/** The numbers of a run as they lie on the curves' axis. */
export interface RunSeries {
  readonly key: string;
  readonly name: string;
  /** The run that the page is of; the others are laid over it. */
  readonly own: boolean;
  /** Another one after every change of the steps. */
  readonly version: number;
  /** Of the steps, rising: epochs or steps. */
  readonly x: ArrayLike<number>;
  readonly step: ArrayLike<number>;
  readonly epoch: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly smoothed: ArrayLike<number>;
  readonly gradNorm: ArrayLike<number>;
  readonly learningRate: ArrayLike<number>;
  readonly evaluations: readonly EvaluationLine[];
  /** Of the evaluations. */
  readonly evaluationX: readonly number[];
}

/** Keeps the series of a run until its steps or the view change, so that pointing at a curve works nothing out anew. */
export class SeriesOfRuns {
  readonly #kept = new Map<string, Kept<RunSeries>>();
  readonly #all = new Kept<readonly RunSeries[]>();

  /** The same array until something has changed. */
  of(runs: readonly RunOnShow[], view: CurveView): readonly RunSeries[] {
    const series = runs.map((one, index) => this.#series(one, index === 0, view));
    return this.#all.get(series, () => series);
  }

  #series({ run, log }: RunOnShow, own: boolean, { axis, smoothing }: CurveView): RunSeries {
    const { key, name, evaluations } = run;
    const weight = weightFor(smoothing, Math.max(log.length, run.state.totalSteps ?? 0));
    const kept = this.#kept.get(key) ?? new Kept<RunSeries>();
    this.#kept.set(key, kept);
    const at = axis === 'epochs' ? ('epoch' as const) : ('step' as const);
    return kept.get([own, name, evaluations, log.version, axis, weight], () => ({
      ...{ key, name, own, evaluations, version: log.version },
      x: log.column(at),
      step: log.column('step'),
      epoch: log.column('epoch'),
      loss: log.column('loss'),
      smoothed: smooth(log.column('loss'), weight),
      gradNorm: log.column('gradNorm'),
      learningRate: log.column('learningRate'),
      evaluationX: evaluations.map((line) => line[at]),
    }));
  }
}
