import type { StepDetail } from '../../../common/contracts/generation/engine-requests';
import { LensError } from '../../../common/errors/lens-error';
import { logarithms } from '../loop/search-beams';
import type { ProcessorContext } from '../processors/processor';
import { processorsFor } from '../processors/processors-for';
import { entropyOf } from '../../../common/statistics/entropy';
import { highest } from '../../../common/statistics/highest';
import { rankOf } from '../../../common/statistics/rank-of';
import type { ResolvedSettings } from '../settings/resolve-settings';
import { appliedStages } from './applied-stages';

/** A step as numbers: its alternatives are ids. */
export type StepNumbers = Omit<StepDetail, 'alternatives'> & {
  readonly alternatives: readonly Omit<StepDetail['alternatives'][number], 'token' | 'text' | 'special'>[];
};

/** Which tokens of a step are told of: the highest, and the one that was chosen. */
export interface Wanted {
  readonly top: number;
  readonly chosen: number;
}

/**
 * What a step was chosen from, before and after each setting that changed something.
 * @throws LensError `usage` for a chosen token that the vocabulary lacks, or settings that leave none; `bad-file` for
 *   logits that are not numbers
 */
export function stepNumbers(
  logits: Float32Array,
  settings: ResolvedSettings,
  context: ProcessorContext,
  { top, chosen }: Wanted,
): StepNumbers {
  if (chosen >= logits.length) {
    throw new LensError('usage', `The model has no token id ${chosen}: it knows 0 to ${logits.length - 1}.`);
  }
  const scores = settings.num_beams > 1 ? logarithms : undefined;
  const { model, stages } = appliedStages(logits, processorsFor(settings), context, scores);
  const columns = [model, ...stages.map(({ probabilities }) => probabilities)];
  const ids = [...new Set([...highest(logits, top), chosen])];
  return {
    vocabSize: logits.length,
    stages: stages.map(({ name, value, left }) => ({ name, value, left })),
    alternatives: ids.map((id) => ({
      ...{ id, logit: logits[id] ?? NaN, rank: rankOf(logits, id) },
      probabilities: columns.map((column) => column[id] ?? 0),
    })),
    others: {
      count: logits.length - ids.length,
      probabilities: columns.map((column) => sumWithout(column, new Set(ids))),
    },
    entropy: [entropyOf(model), entropyOf(columns.at(-1) ?? model)],
  };
}

/** Added up without what is left out, so that a small rest stays exact. */
function sumWithout(values: Float64Array, left: ReadonlySet<number>): number {
  let sum = 0;
  for (let id = 0; id < values.length; id++) if (!left.has(id)) sum += values[id] ?? 0;
  return Math.min(1, sum);
}
