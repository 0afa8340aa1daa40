import type { RunFile } from '../../../common/contracts/training/run-file';
import type { DataReport } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';

/**
 * One weight a label, in the order of ids; null where all count alike. `balanced` is scikit-learn's: rows over labels times
 * rows of the label, so that all labels weigh the same together; a label without rows has none to weigh.
 * @throws LensError `usage` for a list of another length
 */
export function classWeightsOf(
  wanted: RunFile['class_weights'],
  labels: DataReport['labels'],
): readonly number[] | null {
  if (wanted === undefined) return null;
  if (wanted !== 'balanced') {
    if (wanted.length === labels.length) return wanted;
    throw new LensError(
      'usage',
      `class_weights has ${wanted.length} numbers, but there are ${labels.length} labels: ${labels.map(({ label }) => label).join(', ')}.`,
      'Give one weight for each, in this order.',
    );
  }
  const rows = labels.reduce((sum, { count }) => sum + count, 0);
  return labels.map(({ count }) => (count === 0 ? 0 : rows / (labels.length * count)));
}
