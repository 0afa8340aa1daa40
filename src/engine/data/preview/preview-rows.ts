import type { PreviewRow } from '../../../common/contracts/training/data-view';
import type { DataModel } from '../data-model';
import { encoderFor } from '../examples/encoder';
import type { LoadedRows } from '../load/load-rows';
import type { Cell, TableRow } from '../read/table';
import { checkRow } from '../rows/check-row';

const mostRows = 20;
const mostCharacters = 400;

/** How rows were read; null where that is not known. */
type Reading = Pick<LoadedRows, 'roles' | 'shape' | 'labels'> | null;

/** The first rows as they stand in the file, with what they are in tokens and why one cannot be used. */
export async function previewRows(
  rows: readonly TableRow[],
  reading: Reading,
  model: DataModel | null,
  maxLength: number | null,
): Promise<PreviewRow[]> {
  const shownRows: PreviewRow[] = [];
  for (const row of rows.slice(0, mostRows)) {
    const { bad, tokens } = await judged(row, reading, model, maxLength);
    shownRows.push({ line: row.line, cells: row.cells.map(cellText), tokens, bad });
  }
  return shownRows;
}

async function judged(
  row: TableRow,
  reading: Reading,
  model: DataModel | null,
  maxLength: number | null,
): Promise<Pick<PreviewRow, 'bad' | 'tokens'>> {
  if (row.problem !== null) return { bad: row.problem.reason, tokens: null };
  if (reading === null) return { bad: null, tokens: null };
  const { value, problem } = checkRow(row, reading.roles, reading.shape);
  if (problem !== null) return { bad: problem.reason, tokens: null };
  const assigned = reading.labels.assign(value.label);
  if (!('value' in assigned)) return { bad: assigned.reason, tokens: null };
  if (model === null || maxLength === null) return { bad: null, tokens: null };
  const labelled = { ...value, label: assigned.value, file: 0, line: row.line };
  const { length } = await encoderFor(reading.roles.task, model, maxLength)(labelled);
  return { bad: null, tokens: length };
}

function cellText(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.map(itemText).join(' ') : itemText(cell);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

function itemText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
