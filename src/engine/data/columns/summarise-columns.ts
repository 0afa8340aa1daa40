import type { PreviewColumn } from '../../../common/contracts/training/data-view';
import type { Cell, Table, TableRow } from '../read/table';

/** More different values than this are not counted. */
const mostDistinct = 1000;
/** Texts have several words, labels few. */
const wordsOfText = 3;

/** A column as the form shows it, with what guessing takes. */
export interface ColumnSummary extends PreviewColumn {
  readonly filled: number;
  /** Of strings and lists: the mean of words or items. */
  readonly words: number;
  /** The different values as strings, as far as they were counted. */
  readonly values: ReadonlySet<string>;
  /** All lists are of numbers. */
  readonly numberLists: boolean;
}

/** What the cells of each column are, by some rows of a table. */
export function summariseColumns(table: Table, rows: readonly TableRow[]): ColumnSummary[] {
  const usable = rows.filter(({ problem }) => problem === null);
  return table.columns.map(({ name, classNames }, index) => {
    const cells = usable.map((row) => row.cells[index] ?? null).filter((cell) => cell !== null && cell !== '');
    const values = new Set<string>();
    for (const cell of cells) if (values.size <= mostDistinct) values.add(valueText(cell));
    const words = cells.reduce<number>((sum, cell) => sum + wordCount(cell), 0) / Math.max(1, cells.length);
    const lists = cells.filter((cell) => Array.isArray(cell));
    return {
      name,
      classNames: classNames === null ? null : [...classNames],
      distinct: values.size > mostDistinct ? null : values.size,
      kind: kindOf(cells, values.size, words),
      filled: cells.length,
      words,
      values,
      numberLists: lists.length > 0 && lists.every((list) => list.every((item) => typeof item === 'number')),
    };
  });
}

function kindOf(cells: readonly Cell[], distinct: number, words: number): PreviewColumn['kind'] {
  if (cells.length === 0) return 'empty';
  if (cells.every((cell) => Array.isArray(cell))) return 'list';
  if (cells.every((cell) => typeof cell === 'boolean')) return 'boolean';
  if (cells.every((cell) => isNumber(cell))) return cells.every((cell) => isInteger(cell)) ? 'integer' : 'number';
  if (!cells.every((cell) => typeof cell === 'string' || typeof cell === 'number')) return 'other';
  const repeats = distinct <= Math.max(2, Math.min(200, cells.length / 2));
  return repeats && words < wordsOfText * 2 ? 'label' : 'text';
}

function wordCount(cell: Cell): number {
  if (Array.isArray(cell)) return cell.length;
  return typeof cell === 'string' ? cell.split(/\s+/u).filter((word) => word !== '').length : 1;
}

/** The value of a cell as a string that tells it from others. */
export function valueText(cell: Cell): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

const numeric = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** True for numbers, and strings that stand for one. */
export function isNumber(cell: Cell): boolean {
  if (typeof cell === 'number') return Number.isFinite(cell);
  return typeof cell === 'string' && numeric.test(cell.trim());
}

/** True for whole numbers, `3.0` included, which pandas writes where cells are missing. */
export function isInteger(cell: Cell): boolean {
  return isNumber(cell) && Number.isSafeInteger(Number(cell));
}
