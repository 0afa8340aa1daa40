import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import { csvOf } from './curves-csv';

/** The counts of a confusion matrix: a row for each true label, a column for each predicted one. */
export function confusionCsv({ labels, confusion }: Evaluation): string {
  const names = labels.map(({ label }) => label);
  const rows = (confusion ?? []).map((counts, index) => [names[index] ?? '', ...counts.map(String)]);
  return csvOf(['label', ...names], rows);
}
