import { LensError } from '../../../common/errors/lens-error';
import type { BadRows } from '../report/bad-rows';
import { reasonInWords } from '../report/bad-rows-in-words';
import { labelCounts } from '../report/data-report';
import type { LoadedRows } from './load-rows';

/** More labels than this, of fewer than two rows each, are no labels. */
const mostRareLabels = 20;

/** What keeps loaded rows from being trained on, by the setting that mends it; null where nothing does. */
export interface RowsProblem {
  readonly key: string;
  readonly error: LensError;
}

/** Finds what a person has to mend before the rows can be trained on. */
export function rowsProblem(loaded: LoadedRows): RowsProblem | null {
  const { train, labels, badRows, files } = loaded;
  const name = files[0]?.path ?? '';
  if (train.length === 0) return noRows(name, badRows);
  if (labels.origin === null || labels.problemType === 'regression') return null;
  const counts = labelCounts(train, labels.labels.length);
  const used = labels.labels.filter((_, id) => (counts[id] ?? 0) > 0);
  if (labels.problemType !== 'multi_label_classification' && used.length < 2) return oneClass(name, used[0] ?? '');
  if (labels.labels.length > mostRareLabels && labels.labels.length > train.length / 2) {
    const text = `The label column of "${name}" has ${labels.labels.length} different values in ${train.length} rows.`;
    const help = 'It is hardly a column of labels: choose another with label_column, or problem_type "regression".';
    return { key: 'label_column', error: new LensError('usage', text, help) };
  }
  return null;
}

function noRows(name: string, badRows: BadRows): RowsProblem {
  const { count } = badRows;
  const [first] = badRows.list([name]);
  const why = first ? `, as line ${first.line} (${reasonInWords(first)})` : '';
  const text = count === 0 ? `"${name}" has no rows.` : `None of the ${count} rows of "${name}" can be used${why}.`;
  const help =
    first?.reason === 'broken-encoding'
      ? 'Save the file with the encoding UTF-8.'
      : 'Choose a file with a header and rows, or other columns.';
  return { key: 'train_file', error: new LensError('bad-file', text, help) };
}

function oneClass(name: string, label: string): RowsProblem {
  const text = `All rows of "${name}" have the label "${label}", so there is nothing to tell apart.`;
  const help = 'Choose another label_column, or add rows with other labels.';
  return { key: 'label_column', error: new LensError('bad-file', text, help) };
}
