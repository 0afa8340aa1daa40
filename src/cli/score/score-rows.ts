import { columnNames } from '../../engine/data/read/column-names';
import type { Cell } from '../../engine/data/read/table';
import type { Prediction } from '../../engine/data/score/row-prediction';
import type { ScoredRow } from '../../engine/data/score/score-table';

/** Names of what is written beside a row's own cells; a column that has the name already keeps it. */
export interface OutputNames {
  readonly line: string;
  readonly columns: readonly string[];
  readonly fields: readonly string[];
  readonly error: string;
}

/** The fields of predictions, in the order in which they are written. */
export function outputNames(columns: readonly string[], fields: readonly string[]): OutputNames {
  const own = new Set(columns);
  const free = columnNames([...columns, 'line', ...fields, 'error'], '');
  const added = free.slice(columns.length);
  return {
    line: added[0] ?? 'line',
    columns: [...own],
    fields: added.slice(1, 1 + fields.length),
    error: added.at(-1) ?? 'error',
  };
}

/** The names of the fields of a task's predictions; probabilities are one. */
export function fieldNames(task: string, problemType: string | null): string[] {
  if (task === 'token-classification') return ['predicted_labels', 'scores'];
  if (task !== 'text-classification') return ['loss', 'perplexity'];
  if (problemType === 'regression') return ['predicted_value'];
  if (problemType === 'multi_label_classification') return ['predicted_labels', 'probabilities'];
  return ['predicted_label', 'score', 'probabilities'];
}

/** Why a row has no prediction, in a word and what stands there; null where it has one. */
export function errorOf({ problem }: ScoredRow): string | null {
  if (problem === null) return null;
  return problem.found === '' ? problem.reason : `${problem.reason}: ${problem.found}`;
}

/** A cell as text: lists and objects as JSON. */
export function cellText(cell: Cell | Prediction[string] | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
