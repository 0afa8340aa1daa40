import type { Example } from '../../data/examples/example';
import type { TrainingData } from '../../data/training-data';
import type { Collector, Findings } from '../metrics/collector';
import type { TrainableModel } from '../trainable-model';
import { chunks, isOutOfMemory, rowTooBig } from './micro-batches';

export interface EvaluationParts {
  readonly model: Pick<TrainableModel, 'evaluate' | 'lossDivisor'>;
  readonly collate: TrainingData['collate'];
  /** `per_device_eval_batch_size` */
  readonly rows: number;
  /** After each batch, with how many rows are done; false ends the evaluation. */
  readonly progress: (rows: number) => boolean;
}

/** What an evaluation gives. `loss` is the mean over everything that was asked for. */
export interface Evaluated {
  readonly loss: number;
  readonly findings: Findings;
}

/**
 * Runs the model over examples with dropout off. Rows of like length go together, the longest first, which changes no number
 * beyond rounding. Null where it was ended.
 * @throws LensError `too-big` where one row is too much
 */
export async function evaluate(
  examples: readonly Example[],
  collector: Collector,
  parts: EvaluationParts,
): Promise<Evaluated | null> {
  const sorted = [...examples].sort((a, b) => b.inputIds.length - a.inputIds.length || a.index - b.index);
  const sums = { loss: 0, divisor: 0 };
  let done = 0;
  for (const batch of chunks(sorted, parts.rows)) {
    await evaluateBatch(batch, collector, parts, sums);
    done += batch.length;
    if (!parts.progress(done)) return null;
  }
  const loss = sums.divisor === 0 ? 0 : sums.loss / sums.divisor;
  return { loss, findings: collector.finish(loss) };
}

/** A batch that is too much is halved. Nothing of it was counted yet when the model fails. */
async function evaluateBatch(
  batch: readonly Example[],
  collector: Collector,
  parts: EvaluationParts,
  sums: { loss: number; divisor: number },
): Promise<void> {
  const { labels, inputs } = parts.collate(batch, { epoch: null });
  try {
    const { summedLoss, logits } = await parts.model.evaluate({ inputs, labels });
    sums.loss += summedLoss;
    sums.divisor += parts.model.lossDivisor({ inputs, labels });
    collector.add(batch, labels, logits);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    if (batch.length === 1) throw rowTooBig(batch[0]?.inputIds.length ?? 0, error);
    for (const half of chunks(batch, Math.ceil(batch.length / 2))) await evaluateBatch(half, collector, parts, sums);
  }
}
