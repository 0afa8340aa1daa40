import { binaryCrossEntropy, crossEntropy } from '../../../common/statistics/probabilities';
import type { Tensor } from '../../../common/tensors/tensor';
import type { Labels } from '../../train/trainable-model';
import { ignored } from '../examples/word-labels';

/** A loss summed over what is asked for, and how many that are. */
export interface LossSum {
  readonly sum: number;
  readonly count: number;
}

/**
 * The loss of a row of a batch, as training has it: cross-entropy in nats a row or a token, binary cross-entropy or squared
 * error a label.
 * @param logits [rows, labels] or [rows, positions, labels]
 * @param shift 1 where a position is asked for the token after it (causal models), else 0
 */
export function rowLoss(labels: Labels, logits: Tensor<Float32Array<ArrayBuffer>>, row: number, shift: 0 | 1): LossSum {
  const width = logits.dims.at(-1) ?? 0;
  const values = (index: number) => logits.data.subarray(index * width, (index + 1) * width);
  switch (labels.kind) {
    case 'single_label_classification':
      return { sum: crossEntropy(values(row), Number(labels.data[row])), count: 1 };
    case 'multi_label_classification':
      return added(values(row), (logit, at) => binaryCrossEntropy(logit, labels.data[row * width + at] === 1 ? 1 : 0));
    case 'regression':
      return added(values(row), (value, at) => (value - (labels.data[row * width + at] ?? 0)) ** 2);
    case 'tokens': {
      const positions = logits.dims[1] ?? 0;
      const loss = { sum: 0, count: 0 };
      for (let at = shift; at < positions; at += 1) {
        const wanted = Number(labels.data[row * positions + at] ?? ignored);
        if (wanted === ignored) continue;
        loss.sum += crossEntropy(values(row * positions + at - shift), wanted);
        loss.count += 1;
      }
      return loss;
    }
  }
}

function added(values: Float32Array, loss: (value: number, at: number) => number): LossSum {
  return { sum: values.reduce((sum, value, at) => sum + loss(value, at), 0), count: values.length };
}
