import { argmax, softmax } from '../../../common/statistics/probabilities';
import type { Collector } from './collector';
import { Confusion } from './confusion';
import { Mistakes } from './mistakes';

/** Findings of classification with one label a row. */
export function oneLabelCollector(labels: readonly string[]): Collector {
  const confusion = new Confusion(labels);
  const mistakes = new Mistakes();
  return {
    add(examples, truth, { data }) {
      for (const [row, { source }] of examples.entries()) {
        const probabilities = softmax(data.subarray(row * labels.length, (row + 1) * labels.length));
        const [wanted, predicted] = [Number(truth.data[row]), argmax(probabilities)];
        confusion.add(wanted, predicted);
        if (wanted === predicted) continue;
        mistakes.add(source, {
          label: labels[wanted] ?? '',
          predicted: labels[predicted] ?? '',
          probability: finite(probabilities[predicted]),
        });
      }
    },
    finish: () => ({
      metrics: confusion.metrics(),
      labels: confusion.labelScores(),
      confusion: confusion.matrix(),
      ...mistakes.found(),
    }),
  };
}

/** A probability of logits that are not finite says nothing. */
export function finite(probability: number | undefined): number {
  return Number.isFinite(probability) ? (probability ?? 0) : 0;
}
