import type { ProblemType } from '../../../common/contracts/model';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import { argmax, sigmoid, softmax } from '../../../common/statistics/probabilities';
import type { Tensor } from '../../../common/tensors/tensor';
import type { Example } from '../examples/example';
import { ignored } from '../examples/word-labels';
import type { LossSum } from './row-loss';

/** What a model makes of a row, by name. */
export type Prediction = Readonly<
  Record<string, string | number | readonly string[] | readonly number[] | Readonly<Record<string, number>>>
>;

/** What predictions are made of. */
export interface Predicted {
  readonly task: TrainingTask;
  readonly problemType: ProblemType | null;
  /** In the order of ids. */
  readonly labels: readonly string[];
}

/** From here on a label of several is there. */
const threshold = 0.5;

/**
 * What a model says of a row: of text classification the label with its probability and those of all, of regression the
 * value, of token classification a label for each word; of language models how well they know the text.
 * @param logits [labels] or [positions, labels] of the row
 */
export function rowPrediction(
  { task, problemType, labels }: Predicted,
  example: Example,
  logits: Tensor<Float32Array<ArrayBuffer>>,
  loss: LossSum | null,
): Prediction {
  if (task === 'token-classification') return wordPredictions(labels, example.label as Int32Array, logits);
  if (task !== 'text-classification') {
    const mean = loss === null || loss.count === 0 ? 0 : loss.sum / loss.count;
    return { loss: mean, perplexity: Math.exp(mean) };
  }
  if (problemType === 'regression') return { predicted_value: logits.data[0] ?? 0 };
  const isSeveral = problemType === 'multi_label_classification';
  const probabilities = isSeveral ? sigmoid(logits.data) : softmax(logits.data);
  const byLabel = Object.fromEntries(labels.map((label, id) => [label, probabilities[id] ?? 0]));
  if (isSeveral) {
    const found = labels.filter((_, id) => (probabilities[id] ?? 0) >= threshold);
    return { predicted_labels: found, probabilities: byLabel };
  }
  const best = argmax(probabilities);
  return { predicted_label: labels[best] ?? '', score: probabilities[best] ?? 0, probabilities: byLabel };
}

/** The label of each word is that of its first token; words that were cut off have none. */
function wordPredictions(
  labels: readonly string[],
  words: Int32Array,
  { data, dims }: Tensor<Float32Array<ArrayBuffer>>,
): Prediction {
  const width = dims.at(-1) ?? 0;
  const predicted: string[] = [];
  const scores: number[] = [];
  for (const [position, wanted] of words.entries()) {
    if (wanted === ignored) continue;
    const probabilities = softmax(data.subarray(position * width, (position + 1) * width));
    const best = argmax(probabilities);
    predicted.push(labels[best] ?? '');
    scores.push(probabilities[best] ?? 0);
  }
  return { predicted_labels: predicted, scores };
}
