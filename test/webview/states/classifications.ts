import type { ProblemType } from '../../../src/common/contracts/model';
import type { Classification } from '../../../src/common/contracts/run';
import { sigmoid, softmax } from '../../../src/common/statistics/probabilities';

/** A classification whose probabilities are those of its logits. */
export function classified(
  labels: readonly string[],
  logits: readonly (readonly number[])[],
  problemType: ProblemType = 'single_label_classification',
): Classification {
  const activation = {
    single_label_classification: softmax,
    multi_label_classification: sigmoid,
    regression: identity,
  };
  const rows = logits.map((row) => ({
    logits: Float32Array.from(row),
    probabilities: Float32Array.from(activation[problemType](row)),
  }));
  return { problemType, labels: [...labels], rows };
}

function identity(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values);
}

/** Logits that look like those of a real model: the same every time, `seed` apart. */
export function spreadLogits(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const fraction = (Math.sin((index + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1;
    return Math.round(Math.abs(fraction) ** 3 * 90000 - 30000) / 10000;
  });
}

export const sentimentLabels = ['negative', 'neutral', 'positive'] as const;

export const emotionLabels = ['joy', 'sadness', 'anger', 'fear', 'surprise', 'love'] as const;
