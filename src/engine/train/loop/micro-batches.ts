import { LensError } from '../../../common/errors/lens-error';
import type { Example } from '../../data/examples/example';
import type { Labels, TrainableModel, TrainingBatch } from '../trainable-model';

/** Rows that go through the model at once, and what their summed loss is divided by. */
export interface MicroBatch {
  readonly batch: TrainingBatch;
  readonly divisor: number;
}

/** What makes batches of examples. */
export type Collate = (examples: readonly Example[]) => TrainingBatch;

/**
 * Puts the batches of one step into pieces of at most `rows` rows, without changing what the step computes.
 *
 * Over several batches the loss of a language model, and of any task with a target a position, is the mean over all of
 * their targets; that of the others is the mean of the batches' means, as PyTorch's accumulation has it.
 */
export function microBatches(
  batches: readonly (readonly Example[])[],
  rows: number,
  model: Pick<TrainableModel, 'lossDivisor'>,
  collate: Collate,
): MicroBatch[] {
  const pieces = batches.map((batch) => chunks(batch, rows).map(collate));
  const divisors = pieces.map((batch) => sum(batch.map((each) => model.lossDivisor(each))));
  const together = sum(divisors);
  return pieces.flatMap((batch, index) =>
    batch.map((each) => ({
      batch: each,
      // Where nothing is asked the loss is 0 by whatever it is divided.
      divisor: (isByPosition(each.labels) ? together : (divisors[index] ?? 0) * batches.length) || 1,
    })),
  );
}

function isByPosition({ kind }: Labels): boolean {
  return kind === 'tokens';
}

/** A list in pieces of at most `size`. */
export function chunks<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  if (items.length <= size) return [items];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** True for failures that fewer rows at a time may mend. */
export function isOutOfMemory(error: unknown): boolean {
  if (error instanceof LensError) return error.code === 'too-big';
  const message = error instanceof Error ? error.message : String(error);
  return /bad[_ ]alloc|failed to allocate memory|out of memory|allocation failed/i.test(message);
}

/** The failure of a run for which even one row is too much. */
export function rowTooBig(tokens: number, cause: unknown): LensError {
  return new LensError(
    'too-big',
    `There is not enough memory to train on one row of ${tokens} tokens.`,
    'Set a lower max_length, choose a smaller model, or close other programs.',
    { cause },
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
