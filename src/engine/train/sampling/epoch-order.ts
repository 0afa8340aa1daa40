import type { RunFile } from '../../../common/contracts/training/run-file';
import { philox } from '../../random/philox';

export interface SamplingOptions {
  readonly strategy: RunFile['train_sampling_strategy'];
  readonly seed: number;
  /** Rows of a whole step, among which those of `group_by_length` are alike. */
  readonly stepRows: number;
}

/** `mega_batch_mult` of `get_length_grouped_indices`: how many steps' rows are sorted together at most. */
const mostStepsSorted = 50;
/** What keeps the order of rows from following the same numbers as anything else that is drawn by the seed. */
const stream = 0x6f72646e;

/**
 * The order of rows in an epoch, which counts from 0. It follows from the seed and the epoch alone, so that a resumed run
 * goes on where it was.
 * @param lengths of all rows, in tokens
 */
export function epochOrder(lengths: ArrayLike<number>, epoch: number, options: SamplingOptions): Uint32Array {
  if (options.strategy === 'sequential') return Uint32Array.from({ length: lengths.length }, (_, row) => row);
  const order = shuffled(lengths.length, options.seed, epoch);
  return options.strategy === 'random' ? order : groupedByLength(order, lengths, options.stepRows);
}

/** Fisher and Yates, with each draw unbiased to within 2^-53. */
function shuffled(rows: number, seed: number, epoch: number): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0] as const;
  for (let last = rows - 1; last > 0; last--) {
    const [high, low] = philox([last, epoch, stream, 0], key);
    const other = Math.floor(((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53 * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** `get_length_grouped_indices` of transformers: rows of like length together, the longest of all first. */
function groupedByLength(order: Uint32Array, lengths: ArrayLike<number>, stepRows: number): Uint32Array {
  const steps = Math.max(1, Math.min(Math.floor(order.length / (stepRows * 4)), mostStepsSorted));
  const length = (row: number): number => lengths[row] ?? 0;
  const sorted = new Uint32Array(order.length);
  let longest = 0;
  for (let start = 0; start < order.length; start += steps * stepRows) {
    const group = order.slice(start, start + steps * stepRows);
    // Rows of the same length stay in the order in which they were drawn.
    sorted.set(
      Array.from(group).sort((a, b) => length(b) - length(a)),
      start,
    );
    if (length(sorted[start] ?? 0) > length(sorted[longest] ?? 0)) longest = start;
  }
  [sorted[0], sorted[longest]] = [sorted[longest] ?? 0, sorted[0] ?? 0];
  return sorted;
}
