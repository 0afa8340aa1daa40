/** Counts of one label: right, wrongly given, missed. */
export interface Counts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 as scikit-learn has them with `zero_division=0`. */
export function scoresOf({ truePositive, falsePositive, falseNegative }: Counts): Scores {
  return {
    precision: ratio(truePositive, truePositive + falsePositive),
    recall: ratio(truePositive, truePositive + falseNegative),
    f1: ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative),
  };
}

/** The counts of all labels as one. */
export function sumOfCounts(counts: readonly Counts[]): Counts {
  const sum = (key: keyof Counts): number => counts.reduce((total, each) => total + each[key], 0);
  return {
    truePositive: sum('truePositive'),
    falsePositive: sum('falsePositive'),
    falseNegative: sum('falseNegative'),
  };
}

/** The mean over labels, each with its weight; 0 where all weights are. */
export function meanScores(counts: readonly Counts[], weights: readonly number[]): Scores {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scores = counts.map(scoresOf);
  const mean = (key: keyof Scores): number =>
    ratio(
      scores.reduce((sum, each, label) => sum + each[key] * (weights[label] ?? 0), 0),
      total,
    );
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}

/** Rows that have a label. */
export function supportOf({ truePositive, falseNegative }: Counts): number {
  return truePositive + falseNegative;
}

/**
 * Scores under the names that an evaluation has: the plain names are macro averages, every label counting alike.
 * @param weighs which labels the macro average is taken over
 */
export function namedScores(counts: readonly Counts[], weighs: (counts: Counts) => boolean): Record<string, number> {
  const macro = meanScores(
    counts,
    counts.map((each) => (weighs(each) ? 1 : 0)),
  );
  const weighted = meanScores(counts, counts.map(supportOf));
  const micro = scoresOf(sumOfCounts(counts));
  return {
    precision: macro.precision,
    recall: macro.recall,
    f1: macro.f1,
    precision_weighted: weighted.precision,
    recall_weighted: weighted.recall,
    f1_weighted: weighted.f1,
    precision_micro: micro.precision,
    recall_micro: micro.recall,
    f1_micro: micro.f1,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
