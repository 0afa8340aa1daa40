import type { RunFile } from '../../../common/contracts/training/run-file';

export type BestSettings = Pick<
  RunFile,
  'metric_for_best_model' | 'greater_is_better' | 'early_stopping_patience' | 'early_stopping_threshold'
>;

/** What a checkpoint keeps of it. JSON has no infinities: null is a best that no number has been yet. */
export interface BestState {
  readonly step: number | null;
  readonly value: number | null;
  /** False before the first evaluation. */
  readonly any: boolean;
  /** Evaluations in a row that did not get better. */
  readonly waited: number;
}

export const noBest: BestState = { step: null, value: null, any: false, waited: 0 };

/** What an evaluation changes. */
export interface Judgement {
  readonly state: BestState;
  readonly isBest: boolean;
  /** The evaluations have not become better for too long. */
  readonly stops: boolean;
}

/** The key of an evaluation line that tells which checkpoint is best. */
export function metricKey({ metric_for_best_model: name }: Pick<RunFile, 'metric_for_best_model'>): string {
  return name.startsWith('eval_') ? name : `eval_${name}`;
}

/** As `TrainingArguments` has it where it is not given. */
export function isGreaterBetter({ greater_is_better, metric_for_best_model }: BestSettings): boolean {
  return greater_is_better ?? !metric_for_best_model.endsWith('loss');
}

/**
 * Compares an evaluation with the best one before it. As in Trainer, patience looks for a gain above the threshold, but any
 * gain becomes the best: slow progress below the threshold stops a run.
 */
export function judge(before: BestState, value: number, step: number, settings: BestSettings): Judgement {
  const worst = isGreaterBetter(settings) ? -Infinity : Infinity;
  const best = before.value ?? worst;
  const gain = isGreaterBetter(settings) ? value - best : best - value;
  const isBest = gain > 0;
  const enough = !before.any || (isBest && gain > settings.early_stopping_threshold);
  const waited = enough ? 0 : before.waited + 1;
  const patience = settings.early_stopping_patience;
  return {
    state: { ...(isBest ? { step, value } : { step: before.step, value: before.value }), any: true, waited },
    isBest,
    stops: patience !== undefined && waited >= patience,
  };
}
