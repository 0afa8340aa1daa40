import { LensError } from '../../../common/errors/lens-error';
import { philox } from '../../random/philox';

/** Keeps the split from following the same numbers as the order of rows. */
const stream = 0x73706c74;

export interface SplitSettings {
  /** Rows, or a share below 1; null keeps none for evaluation. */
  readonly validation: number | null;
  /** Rows, or a share below 1; null trains on all others. */
  readonly train: number | null;
  readonly seed: number;
}

/** Indices of rows, in their order. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Parts rows by a seed. Shares become rows as in `train_test_split` of datasets: those for evaluation are rounded up, those
 * for training down. Rows with one label are parted so that each part has the labels in like shares, to within a row.
 * @param labels the label of each row; null where rows have none, or several
 * @throws LensError `usage` where there are not enough rows
 */
export function splitRows(rows: number, labels: ArrayLike<number> | null, settings: SplitSettings): Split {
  const { validation, train, seed } = settings;
  const kept = validation === null ? 0 : validation < 1 ? Math.ceil(validation * rows) : Math.floor(validation);
  const used = train === null ? rows - kept : train < 1 ? Math.floor(train * rows) : Math.floor(train);
  if (used < 1 || kept + used > rows) throw tooFew(rows, kept, train === null ? null : used);
  const order = drawn(rows, labels, seed);
  return { validation: order.slice(0, kept).sort(), train: order.slice(kept, kept + used).sort() };
}

/**
 * Rows in an order of which every part has the labels in like shares: each row stands where its place among the rows of its
 * label, drawn at random, puts it.
 */
function drawn(rows: number, labels: ArrayLike<number> | null, seed: number): Uint32Array {
  const key = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0] as const;
  const random = Float64Array.from({ length: rows }, (_, row) => {
    const [high, low] = philox([row, 0, stream, 0], key);
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
  });
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  order.sort((a, b) => (random[a] ?? 0) - (random[b] ?? 0) || a - b);
  if (labels === null) return order;
  const sizes = new Map<number, number>();
  for (let row = 0; row < rows; row += 1) add(sizes, labels[row] ?? 0);
  const ranks = new Map<number, number>();
  const places = new Float64Array(rows);
  for (const row of order) {
    const label = labels[row] ?? 0;
    places[row] = (add(ranks, label) - 0.5) / (sizes.get(label) ?? 1);
  }
  return order.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || (random[a] ?? 0) - (random[b] ?? 0) || a - b);
}

function add(counts: Map<number, number>, key: number): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function tooFew(rows: number, kept: number, used: number | null): LensError {
  const asked = used === null ? '' : `, and train_size for ${used}`;
  return new LensError(
    'usage',
    `validation_size asks for ${kept} rows${asked}; the file has ${rows} that can be used.`,
    'Lower them so that rows are left to train on.',
  );
}
