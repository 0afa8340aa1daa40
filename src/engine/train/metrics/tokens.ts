import { argmax, softmax } from '../../../common/statistics/probabilities';
import type { Example } from '../../data/examples/example';
import type { Collector, Logits } from './collector';
import { Confusion } from './confusion';
import { areEntityLabels, EntityCounter } from './entities';
import { Mistakes } from './mistakes';
import { finite } from './one-label';

/** A token that is asked for, by label ids. */
interface Token {
  readonly wanted: number;
  readonly predicted: number;
  readonly probability: number;
}

/**
 * Findings of token classification. Where labels say where entities begin, precision, recall and F1 are those of whole
 * entities, as seqeval has them; else they are averages over tokens. `accuracy`, the confusion matrix and the scores of
 * labels are of tokens.
 */
export function tokensCollector(labels: readonly string[]): Collector {
  const confusion = new Confusion(labels);
  const mistakes = new Mistakes();
  const entities = areEntityLabels(labels) ? new EntityCounter() : null;
  const names = (ids: readonly number[]) => ids.map((id) => labels[id] ?? 'O');
  return {
    add(examples, truth, logits) {
      const positions = logits.dims[1] ?? 0;
      for (const [row, example] of examples.entries()) {
        const tokens = tokensOf(truth.data.subarray(row * positions, (row + 1) * positions), logits, row);
        for (const { wanted, predicted } of tokens) confusion.add(wanted, predicted);
        entities?.add(names(tokens.map(({ wanted }) => wanted)), names(tokens.map(({ predicted }) => predicted)));
        addMistake(mistakes, example, tokens, labels);
      }
    },
    finish: () => ({
      metrics: { ...tokenMetrics(confusion), ...entities?.scores() },
      labels: confusion.labelScores(),
      confusion: confusion.matrix(),
      ...mistakes.found(),
    }),
  };
}

/** Averages that weigh labels are left out: beside scores of entities they would be of something else. */
function tokenMetrics(confusion: Confusion): Record<string, number> {
  const { accuracy = 0, precision = 0, recall = 0, f1 = 0 } = confusion.metrics();
  return { accuracy, precision, recall, f1 };
}

function tokensOf(truth: ArrayLike<number | bigint>, { dims, data }: Logits, row: number): Token[] {
  const [, positions = 0, width = 0] = dims;
  return Array.from(truth, Number).flatMap((wanted, position) => {
    if (wanted < 0) return [];
    const start = (row * positions + position) * width;
    const probabilities = softmax(data.subarray(start, start + width));
    const predicted = argmax(probabilities);
    return [{ wanted, predicted, probability: finite(probabilities[predicted]) }];
  });
}

/** A row counts as one mistake, with the token that the model was surest of. */
function addMistake(
  mistakes: Mistakes,
  { source }: Example,
  tokens: readonly Token[],
  labels: readonly string[],
): void {
  const wrong = tokens.filter(({ wanted, predicted }) => wanted !== predicted);
  const [worst] = wrong.sort((a, b) => b.probability - a.probability);
  if (worst === undefined) return;
  mistakes.add(source, {
    label: labels[worst.wanted] ?? '',
    predicted: labels[worst.predicted] ?? '',
    probability: worst.probability,
  });
}
