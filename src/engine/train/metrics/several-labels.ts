import { sigmoid } from '../../../common/statistics/probabilities';
import type { Collector } from './collector';
import { labelScore } from './confusion';
import { Mistakes } from './mistakes';
import { finite } from './one-label';
import { namedScores } from './precision-recall';

/** A label is given from this probability on. */
const threshold = 0.5;

/** Findings of classification with any number of labels a row; `accuracy` counts rows with all labels right. */
export function severalLabelsCollector(labels: readonly string[]): Collector {
  const counts = labels.map(() => ({ truePositive: 0, falsePositive: 0, falseNegative: 0 }));
  const mistakes = new Mistakes();
  let [rows, right] = [0, 0];
  return {
    add(examples, truth, { data }) {
      for (const [row, { source }] of examples.entries()) {
        const probabilities = sigmoid(data.subarray(row * labels.length, (row + 1) * labels.length));
        const wanted = labels.map((_, label) => Number(truth.data[row * labels.length + label]) >= threshold);
        const given = labels.map((_, label) => (probabilities[label] ?? 0) >= threshold);
        for (const [label, count] of counts.entries()) {
          if (wanted[label] && given[label]) count.truePositive++;
          else if (given[label]) count.falsePositive++;
          else if (wanted[label]) count.falseNegative++;
        }
        rows++;
        const wrong = labels.flatMap((_, label) => (wanted[label] === given[label] ? [] : [label]));
        if (wrong.length === 0) right++;
        else {
          const names = (chosen: boolean[]) => labels.filter((_, label) => chosen[label]).join(', ');
          const sureness = wrong.map((label) => certainty(probabilities[label]));
          mistakes.add(source, { label: names(wanted), predicted: names(given), probability: Math.max(...sureness) });
        }
      }
    },
    finish: () => ({
      metrics: { accuracy: rows === 0 ? 0 : right / rows, ...namedScores(counts, () => true) },
      labels: labels.map((label, index) =>
        labelScore(label, counts[index] ?? { truePositive: 0, falsePositive: 0, falseNegative: 0 }),
      ),
      confusion: null,
      ...mistakes.found(),
    }),
  };
}

/** How sure the model is of giving a label, or of not giving it. */
function certainty(probability: number | undefined): number {
  const value = finite(probability);
  return Math.max(value, 1 - value);
}
