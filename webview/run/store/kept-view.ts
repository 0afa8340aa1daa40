import * as v from 'valibot';
import { runKeptSchema, type RunKept } from '../../../src/common/contracts/training/run-view';

/** How the curves are looked at. */
export type CurveView = Omit<RunKept, 'key'>;

const firstView: CurveView = { smoothing: 0.8, axis: 'epochs' };

/** The view that an earlier page of the run kept; the first one without any. */
export function readView(state: unknown): CurveView {
  const kept = v.safeParse(runKeptSchema, state);
  return kept.success ? { smoothing: kept.output.smoothing, axis: kept.output.axis } : firstView;
}
