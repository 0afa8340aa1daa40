import type { Classification } from '../../../../src/common/contracts/run';
import { isSaid, sumOf, topLabels, type RankedLabel } from '../ranking';

/** The labels on show, and what is folded away beneath them. */
export interface FoldedLabels {
  readonly shown: readonly RankedLabel[];
  /** Null when nothing is folded. */
  readonly folded: { readonly count: number; readonly sum: number } | null;
}

/**
 * Which of the ranked labels are on show: the first five, and all that a multi-label head says. A single label is never
 * folded away, for its line would take the fold's place.
 */
export function foldLabels(prediction: Classification, ranked: readonly RankedLabel[]): FoldedLabels {
  const multi = prediction.problemType === 'multi_label_classification';
  const said = multi ? ranked.filter((label) => isSaid(prediction, label)).length : 1;
  const top = Math.max(topLabels, said);
  if (ranked.length <= top + 1) return { shown: ranked, folded: null };
  const rest = ranked.slice(top);
  return { shown: ranked.slice(0, top), folded: { count: rest.length, sum: sumOf(rest) } };
}
