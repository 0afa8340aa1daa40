import type { ColumnSummary } from './summarise-columns';

const separators = ['|', ';', ','] as const;

/**
 * What parts several labels in a cell; null where cells are one label each. A separator is believed where the parts come
 * again: fewer different ones than there are different cells, and each of them short.
 */
export function guessSeparator({ kind, values, distinct }: ColumnSummary): string | null {
  if ((kind !== 'label' && kind !== 'text') || distinct === null) return null;
  const cells = [...values];
  const found = separators.find((separator) => {
    const several = cells.filter((cell) => cell.includes(separator));
    if (several.length < Math.max(2, cells.length / 10)) return false;
    const parts = cells.flatMap((cell) => cell.split(separator)).map((part) => part.trim());
    const different = new Set(parts);
    const isShort = parts.every((part) => part.split(/\s+/u).length <= 4 && part.length <= 60);
    return isShort && different.size < cells.length;
  });
  return found ?? null;
}
