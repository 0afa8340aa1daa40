import type { Classification } from '../../../src/common/contracts/run';
import { binaryCrossEntropy, crossEntropy } from '../../../src/common/statistics/probabilities';
import { threshold } from './ranking';

/** A loss and the probability whose negative logarithm it is. */
export interface LossTerm {
  readonly loss: number;
  readonly probability: number;
}

/** What the loss would be if the chosen label were the true one. */
export type ChosenLoss =
  | { readonly kind: 'cross-entropy'; readonly label: string; readonly term: LossTerm }
  | {
      /** Of this label alone, if it were true and if it were not; the other labels have losses of their own. */
      readonly kind: 'binary';
      readonly label: string;
      readonly whenTrue: LossTerm;
      readonly whenFalse: LossTerm;
      /** Mean over all labels as `BCEWithLogitsLoss` gives it, if exactly the labels over the threshold were true. */
      readonly mean: number;
    };

/**
 * The loss in nats of one row for a chosen label: cross-entropy, or binary cross-entropy for multi-label heads. Null for
 * regression, which has no labels to choose, and for a label that is not there.
 */
export function lossOf(prediction: Classification, row: number, id: number): ChosenLoss | null {
  const values = prediction.rows[row];
  const logit = values?.logits[id];
  if (!values || logit === undefined || prediction.problemType === 'regression') return null;
  const label = prediction.labels[id] ?? `LABEL_${id}`;
  if (prediction.problemType === 'single_label_classification') {
    return { kind: 'cross-entropy', label, term: termOf(crossEntropy(values.logits, id)) };
  }
  const losses = Array.from(values.logits, (other, index) =>
    binaryCrossEntropy(other, (values.probabilities[index] ?? 0) > threshold ? 1 : 0),
  );
  return {
    kind: 'binary',
    label,
    whenTrue: termOf(binaryCrossEntropy(logit, 1)),
    whenFalse: termOf(binaryCrossEntropy(logit, 0)),
    mean: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
  };
}

function termOf(loss: number): LossTerm {
  return { loss, probability: Math.exp(-loss) };
}
