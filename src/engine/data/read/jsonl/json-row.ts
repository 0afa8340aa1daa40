import { textOf } from '../bytes/check-text';
import { shown } from '../shown';
import type { Cell, RowProblem } from '../table';

/** The object of a line, or why there is none. */
export type JsonRow =
  | { readonly fields: Readonly<Record<string, Cell>>; readonly problem: null }
  | { readonly fields: null; readonly problem: RowProblem };

/** Reads the line of a JSONL file. */
export function jsonRow(bytes: Buffer): JsonRow {
  const text = textOf(bytes);
  if (text === null) return bad('broken-encoding', bytes.toString('utf8'));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('wrong-type', text);
    return { fields: value as Readonly<Record<string, Cell>>, problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return bad('wrong-type', text);
  }
}

function bad(reason: RowProblem['reason'], text: string): JsonRow {
  return { fields: null, problem: { reason, found: shown(text) } };
}
