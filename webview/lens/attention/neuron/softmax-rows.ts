import type { Neuron } from '../../../../src/common/contracts/internals/attention';

/** A key of the softmax with its score and weight. */
export interface SoftmaxRow {
  readonly key: number;
  readonly score: number;
  readonly weight: number;
}

export interface SoftmaxRows {
  readonly rows: readonly SoftmaxRow[];
  /** How many keys are not among them, and their weight together. */
  readonly folded: number;
  readonly foldedWeight: number;
}

/** The keys of the largest weights, the one looked at always among them, in the order of the text. */
export function softmaxRows(
  { scores, weights }: Pick<Neuron, 'scores' | 'weights'>,
  key: number,
  most: number,
): SoftmaxRows {
  const byWeight = Array.from(weights, (_, index) => index).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const kept = new Set(byWeight.slice(0, most));
  if (key < weights.length && !kept.has(key)) {
    const last = byWeight[most - 1];
    if (last !== undefined) kept.delete(last);
    kept.add(key);
  }
  const rows = [...kept]
    .sort((a, b) => a - b)
    .map((index) => ({
      key: index,
      score: scores[index] ?? 0,
      weight: weights[index] ?? 0,
    }));
  const shown = rows.reduce((sum, row) => sum + row.weight, 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return { rows, folded: weights.length - rows.length, foldedWeight: Math.max(0, all - shown) };
}
