import type { ProblemType } from '../../../common/contracts/model';
import type { RowProblem } from '../read/table';
import { isNumber } from '../columns/summarise-columns';
import { shown } from '../read/shown';
import type { LabelledRow } from '../rows/labelled-row';
import type { RawRow } from '../rows/raw-row';
import type { LabelBook } from './label-book';

/** How the labels of a row become numbers. */
export type Assign = (label: RawRow['label']) => { readonly value: LabelledRow['label'] } | RowProblem;

/** Regression: the label is the value. */
export const assignValue: Assign = (label) => {
  if (typeof label === 'string' && isNumber(label)) return { value: Float32Array.of(Number(label)) };
  return { reason: 'wrong-type', found: shown(label) };
};

/** Tasks whose labels are the text itself. */
export const assignNothing: Assign = () => ({ value: null });

/** One label a row, one a word, or some of all. */
export function assignIds(book: LabelBook, problemType: ProblemType | null): Assign {
  if (problemType === 'multi_label_classification') return (label) => severalOf(book, list(label));
  if (problemType === null) return (label) => eachOf(book, list(label));
  return (label) => {
    const id = typeof label === 'string' ? book.idOf(label) : null;
    return id === null ? { reason: 'unknown-label', found: shown(label) } : { value: id };
  };
}

/** A row has a 0 or 1 for each label. */
export const assignMultiHot: Assign = (label) => ({ value: Float32Array.from(list(label), Number) });

function list(label: RawRow['label']): readonly string[] {
  if (label === null) return [];
  return typeof label === 'string' ? [label] : label;
}

function severalOf(book: LabelBook, found: readonly string[]): ReturnType<Assign> {
  const value = new Float32Array(book.labels.length);
  for (const label of found) {
    const id = book.idOf(label);
    if (id === null) return { reason: 'unknown-label', found: shown(label) };
    value[id] = 1;
  }
  return { value };
}

function eachOf(book: LabelBook, found: readonly string[]): ReturnType<Assign> {
  const ids = found.map((label) => book.idOf(label));
  const unknown = ids.indexOf(null);
  if (unknown !== -1) return { reason: 'unknown-label', found: shown(found[unknown] ?? '') };
  return { value: Int32Array.from(ids, (id) => id ?? 0) };
}
