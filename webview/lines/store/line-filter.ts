import type { LineResult } from '../../../src/common/contracts/lines';
import type { TableSort } from '../../shared/table/table-column';

/** Which lines the table shows, and in which order. */
export interface LineFilter {
  /** Part of the text, in any case; all lines for an empty one. */
  readonly text: string;
  /** Null shows every label; `failed` shows the lines that could not be read. */
  readonly label: string | null;
  readonly sort: TableSort;
}

/** The label of a {@link LineFilter} that stands for lines with an error; the control character keeps it apart from names. */
export const failed = '\u0000failed';

export const firstFilter: LineFilter = { text: '', label: null, sort: { column: 'line', direction: 'ascending' } };

/**
 * The lines that a filter lets through, in its order; equal ones stay in the order of the document. Lines without a score
 * come last in either direction.
 */
export function filterLines(lines: readonly LineResult[], { text, label, sort }: LineFilter): LineResult[] {
  const wanted = text.toLowerCase();
  const shown = lines.filter(
    (line) =>
      (label === null || (label === failed ? line.error !== null : line.label === label)) &&
      (wanted === '' || line.text.toLowerCase().includes(wanted)),
  );
  // They come in the order of the document: sorting 100,000 of them anew with every message would be felt.
  if (sort.column === 'line' && sort.direction === 'ascending') return shown;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return shown.sort((a, b) => compare(a, b, sort.column, sign) || a.line - b.line);
}

function compare(a: LineResult, b: LineResult, column: string, sign: number): number {
  switch (column) {
    case 'text':
      return sign * byText(a.text, b.text);
    case 'label':
      return lastIfNull(a.label, b.label) || sign * byText(a.label ?? '', b.label ?? '');
    case 'score':
      return lastIfNull(a.score, b.score) || sign * ((a.score ?? 0) - (b.score ?? 0));
    case 'tokens':
      return sign * (a.tokens - b.tokens);
    default:
      return sign * (a.line - b.line);
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function lastIfNull(a: unknown, b: unknown): number {
  return Number(a === null) - Number(b === null);
}
