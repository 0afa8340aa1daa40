import type { Classification } from '../../../src/common/contracts/run';
import { argmax } from '../../../src/common/statistics/probabilities';

/** One label of a row: `id` is its index in `id2label`, `rank` its place by falling probability, from 0. */
export interface RankedLabel {
  readonly id: number;
  readonly label: string;
  readonly logit: number;
  readonly probability: number;
  readonly rank: number;
}

/** At this probability a label of a multi-label head counts as said, as in the `transformers` pipeline's examples. */
export const threshold = 0.5;

/** How many labels stand unfolded. */
export const topLabels = 5;

/** The labels of one row by falling probability; equal ones in order of ids. Empty when there is no such row. */
export function rankLabels(prediction: Classification, row: number): RankedLabel[] {
  const values = prediction.rows[row];
  if (!values) return [];
  const ids = Array.from(values.logits.keys());
  const by = (id: number): number => values.logits[id] ?? -Infinity;
  // By logit: it orders as the probability does, and goes on where probabilities are equal after rounding.
  ids.sort((a, b) => by(b) - by(a) || a - b);
  return ids.map((id, rank) => ({
    id,
    label: labelOf(prediction, id),
    logit: values.logits[id] ?? NaN,
    probability: values.probabilities[id] ?? NaN,
    rank,
  }));
}

/** Whether a label is what the head says: the most probable one, or for multi-label heads each over the threshold. */
export function isSaid(prediction: Classification, label: RankedLabel): boolean {
  if (prediction.problemType === 'multi_label_classification') return label.probability > threshold;
  return label.rank === 0;
}

/** What a row of a batch shows of its prediction. `margin`: how far the first is ahead of the second. */
export interface RowSummary {
  readonly best: RankedLabel;
  readonly margin: number;
}

/** The summary of a row; null when the row has no values. A head of one label has its probability as margin. */
export function summarize(prediction: Classification, row: number): RowSummary | null {
  const values = prediction.rows[row];
  const id = values ? argmax(values.logits) : -1;
  if (!values || id < 0) return null;
  let second = 0;
  values.probabilities.forEach((probability, other) => {
    if (other !== id && probability > second) second = probability;
  });
  const probability = values.probabilities[id] ?? NaN;
  const best = { id, label: labelOf(prediction, id), logit: values.logits[id] ?? NaN, probability, rank: 0 };
  return { best, margin: probability - second };
}

/** Sum of the labels' probabilities. */
export function sumOf(labels: readonly RankedLabel[]): number {
  return labels.reduce((sum, { probability }) => sum + probability, 0);
}

function labelOf(prediction: Classification, id: number): string {
  return prediction.labels[id] ?? `LABEL_${id}`;
}
