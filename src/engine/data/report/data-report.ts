import type { DataReport } from '../../../common/contracts/training/run-folder';
import type { DataModel } from '../data-model';
import type { LoadedRows } from '../load/load-rows';
import type { LabelledRow } from '../rows/labelled-row';
import { readingOf } from './data-reading';

/** Everything of a report but lengths. */
export type RowReport = Omit<DataReport, 'lengths'>;

/** What was found in the rows. @param train those that are trained on @param model what reads them */
export function rowReport(
  loaded: LoadedRows,
  train: readonly LabelledRow[],
  validationRows: number,
  model: Pick<DataModel, 'kind' | 'endTokenId'> | null,
): RowReport {
  const { files, badRows, labels } = loaded;
  const counts = labelCounts(train, labels.labels.length);
  const isNumbered = labels.problemType !== 'regression';
  return {
    files: files.map(({ path, rows }) => ({ path, rows })),
    trainRows: train.length,
    validationRows,
    badRows: badRows.list(files.map(({ path }) => path)),
    badRowCount: badRows.count,
    reading: readingOf(loaded, model),
    labels: isNumbered ? labels.labels.map((label, id) => ({ label, count: counts[id] ?? 0 })) : [],
  };
}

/** How many rows have each label; of token classification how many words. */
export function labelCounts(rows: readonly LabelledRow[], labels: number): Float64Array {
  const counts = new Float64Array(labels);
  const add = (id: number) => (counts[id] = (counts[id] ?? 0) + 1);
  for (const { label } of rows) {
    if (typeof label === 'number') add(label);
    else if (label instanceof Int32Array) label.forEach(add);
    else label?.forEach((value, id) => (value === 1 ? add(id) : 0));
  }
  return counts;
}
