import { shown } from '../read/shown';
import type { Cell, RowProblem } from '../read/table';

/** A value that was wanted, or why the row has none. */
export type Checked<Value> =
  { readonly value: Value; readonly problem: null } | { readonly value: null; readonly problem: RowProblem };

function good<Value>(value: Value): Checked<Value> {
  return { value, problem: null };
}

export function bad(reason: RowProblem['reason'], found: string): { value: null; problem: RowProblem } {
  return { value: null, problem: { reason, found } };
}

/**
 * The text of a cell, as it stands there.
 * @param reason what a cell with nothing but spaces is
 */
export function textCell(cell: Cell, reason: 'empty-text' | 'empty-label'): Checked<string> {
  if (cell === null) return bad(reason, '');
  if (typeof cell !== 'string') return bad('wrong-type', shown(cell));
  return cell.trim() === '' ? bad(reason, shown(cell)) : good(cell);
}

/** One label: spaces around it do not count. Numbers and truth values are labels as well. */
export function labelCell(cell: Cell): Checked<string> {
  if (cell === null) return bad('empty-label', '');
  const label = labelText(cell);
  if (label === null) return bad('wrong-type', shown(cell));
  return label === '' ? bad('empty-label', shown(cell)) : good(label);
}

/** Several labels: a list, or a string that a separator parts; an empty one is a row without any. */
export function labelsCell(cell: Cell, separator: string | null): Checked<readonly string[]> {
  if (cell === null) return bad('empty-label', '');
  if (typeof cell === 'string') {
    const list = jsonList(cell);
    if (list !== null) return labelsCell(list, separator);
    const parts = separator === null ? [cell] : cell.split(separator);
    return good(parts.map((part) => part.trim()).filter((part) => part !== ''));
  }
  return itemsOf(cell, labelText);
}

/** The words of a row: a list, or a string that is parted at its spaces. */
export function wordsCell(cell: Cell): Checked<readonly string[]> {
  const list = typeof cell === 'string' ? (jsonList(cell) ?? parted(cell)) : cell;
  if (list === null) return bad('empty-text', '');
  const words = itemsOf(list, (item) => (typeof item === 'string' ? item : null));
  const isEmpty = words.value?.every((word) => word.trim() === '') ?? false;
  return isEmpty ? bad('empty-text', shown(cell)) : words;
}

/** The labels of a row's words: a list, or a string that is parted at its spaces. */
export function tagsCell(cell: Cell): Checked<readonly string[]> {
  const list = typeof cell === 'string' ? (jsonList(cell) ?? parted(cell)) : cell;
  if (list === null || (Array.isArray(list) && list.length === 0)) return bad('empty-label', shown(cell));
  return itemsOf(list, labelText);
}

function itemsOf(cell: Cell, read: (item: Cell) => string | null): Checked<readonly string[]> {
  if (!Array.isArray(cell)) return bad('wrong-type', shown(cell));
  const items = (cell as readonly Cell[]).map(read);
  const whole = items.filter((item) => item !== null);
  return whole.length === items.length ? good(whole) : bad('wrong-type', shown(cell));
}

function labelText(cell: Cell): string | null {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'boolean' || (typeof cell === 'number' && Number.isFinite(cell)) ? String(cell) : null;
}

function parted(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** Lists in a delimited file are often written as JSON. */
function jsonList(text: string): readonly Cell[] | null {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as readonly Cell[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
