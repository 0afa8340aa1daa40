import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { Classification } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import { sigmoid, softmax } from '../../common/statistics/probabilities';
import type { Tensor } from '../../common/tensors/tensor';
import { missingHeadError } from './missing-head';
import { notNumbers } from './run-rows';

/** The Hub's name of the task. */
export const textClassification = 'text-classification';

/**
 * What a classification head says of each row: logits [rows, labels], read as the head's problem type asks
 * (`TextClassificationPipeline` of transformers: softmax, sigmoid for multi-label, the values themselves for regression).
 * @throws LensError `bad-file` when a logit is not a finite number
 */
export function classifyLogits(logits: Tensor<Float32Array<ArrayBuffer>>, info: ModelInfo): Classification {
  const [rows = 0, count = 0] = logits.dims;
  const problemType = info.problemType ?? 'single_label_classification';
  const labels = Array.from({ length: count }, (_, id) => info.labels[id] ?? `LABEL_${id}`);
  const each = Array.from({ length: rows }, (_, row) => logits.data.slice(row * count, (row + 1) * count));
  each.forEach(checkFinite);
  return {
    problemType,
    labels,
    rows: each.map((values) => ({ logits: values, probabilities: probabilitiesOf(values, problemType) })),
  };
}

function probabilitiesOf(logits: Float32Array<ArrayBuffer>, problemType: ProblemType): Float32Array<ArrayBuffer> {
  if (problemType === 'regression') return logits.slice();
  return Float32Array.from(problemType === 'multi_label_classification' ? sigmoid(logits) : softmax(logits));
}

function checkFinite(logits: Float32Array): void {
  if (!logits.every(Number.isFinite)) throw notNumbers();
}

/** True for a model that can classify. */
export function canClassify({ task, missingHead }: ModelInfo): boolean {
  return task === textClassification && missingHead.length === 0;
}

/**
 * Refuses a model whose head cannot classify.
 * @throws LensError `missing-weights` naming the tensors that the checkpoint lacks, `unsupported` for other models
 */
export function checkCanClassify(info: ModelInfo): void {
  const { task, missingHead } = info;
  const isOther = task !== null && task !== textClassification;
  if (!isOther && missingHead.length > 0) throw missingHeadError(info);
  if (task === textClassification) return;
  const what = info.className ?? `The ${info.architecture} model`;
  throw new LensError(
    'unsupported',
    `${what} ${isOther ? `is made for the task ${task}` : 'has no head for a task'}, so it cannot classify text.`,
    'Choose a model for text classification; its tokens can be looked at all the same.',
  );
}
