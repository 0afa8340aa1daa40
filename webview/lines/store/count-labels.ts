import type { LineResult } from '../../../src/common/contracts/lines';
import { failed } from './line-filter';

/** How many lines have a label. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/** Labels with the lines they were given to, the most frequent first, equal ones by name; labels of no line are left out. */
export function countLabels(lines: readonly LineResult[]): LabelCount[] {
  const counts = new Map<string, number>();
  for (const { label, error } of lines) {
    const name = error === null ? label : failed;
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
