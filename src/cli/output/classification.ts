import type { Classification } from '../../common/contracts/run';

export interface LabelResult {
  readonly id: number;
  readonly label: string;
  readonly logit: number;
  readonly probability: number;
}

/** What is known of one text: its labels by falling probability, or the value of a regression. */
export type TextResult = { readonly labels: readonly LabelResult[] } | { readonly value: number };

/** One row of a classification as the command line gives it; `top` null: all labels. */
export function resultOf(
  { logits, probabilities }: Classification['rows'][number],
  { labels, problemType }: Classification,
  top: number | null,
): TextResult {
  const [value] = logits;
  if (problemType === 'regression' && value !== undefined && logits.length === 1) return { value };
  const all = labels.map((label, id) => ({
    id,
    label,
    logit: logits[id] ?? NaN,
    probability: probabilities[id] ?? NaN,
  }));
  all.sort((a, b) => b.probability - a.probability || b.logit - a.logit || a.id - b.id);
  return { labels: all.slice(0, top ?? undefined) };
}
