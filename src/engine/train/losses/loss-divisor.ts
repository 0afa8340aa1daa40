import type { TrainingBatch } from '../trainable-model';

/**
 * What the summed loss of a batch is divided by to be the mean that PyTorch gives (`TrainableModel.lossDivisor`).
 * @param isCausal whether the first token of each row is no target
 */
export function lossDivisor(
  { inputs, labels }: TrainingBatch,
  classWeights: readonly number[] | null,
  isCausal: boolean,
): number {
  if (labels.kind === 'multi_label_classification' || labels.kind === 'regression') return labels.data.length;
  const positions = inputs.dims[1];
  let sum = 0;
  labels.data.forEach((label, index) => {
    if (label < 0n || (isCausal && index % positions === 0)) return;
    sum += classWeights === null ? 1 : (classWeights[Number(label)] ?? 0);
  });
  return sum;
}
