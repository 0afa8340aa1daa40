import type { RawRow } from '../rows/raw-row';

/** How often each label occurs; a row with several counts for each. */
export function countLabels(rows: readonly RawRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (label: string) => counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const { label } of rows) {
    if (typeof label === 'string') add(label);
    else label?.forEach(add);
  }
  return counts;
}

/**
 * How many labels there are where each row has a 0 or 1 for every one of them; null where labels are named or counted.
 */
export function multiHotLength(rows: readonly RawRow[]): number | null {
  const [first] = rows;
  const length = Array.isArray(first?.label) ? first.label.length : 0;
  const isHot = ({ label }: RawRow) =>
    Array.isArray(label) && label.length === length && label.every((item) => /^[01](\.0)?$/.test(item as string));
  return length >= 2 && rows.every(isHot) ? length : null;
}
