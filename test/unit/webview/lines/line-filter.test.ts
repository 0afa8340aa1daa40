import { describe, expect, it } from 'vitest';
import type { LineResult } from '../../../../src/common/contracts/lines';
import type { TableSort } from '../../../../webview/shared/table/table-column';
import { countLabels } from '../../../../webview/lines/store/count-labels';
import { failed, filterLines, firstFilter } from '../../../../webview/lines/store/line-filter';

function line(number: number, text: string, label: string | null, score: number | null, tokens = 3): LineResult {
  const error = label === null ? 'too long' : null;
  return { line: number, text, label, score, probabilities: [], tokens, truncated: false, error };
}

const lines = [
  line(0, 'Great', 'positive', 0.9),
  line(1, 'bad', 'negative', 0.8, 9),
  line(2, '…', null, null, 0),
  line(3, 'great pity', 'negative', 0.95),
];

function numbers(filter: Partial<typeof firstFilter>): number[] {
  return filterLines(lines, { ...firstFilter, ...filter }).map((found) => found.line);
}

describe('filterLines', () => {
  it('finds text in any case and lines by label', () => {
    expect(numbers({ text: 'GREAT' })).toEqual([0, 3]);
    expect(numbers({ label: 'negative' })).toEqual([1, 3]);
    expect(numbers({ label: 'negative', text: 'great' })).toEqual([3]);
    expect(numbers({ label: failed })).toEqual([2]);
  });

  it.each<[TableSort['column'], TableSort['direction'], number[]]>([
    ['line', 'descending', [3, 2, 1, 0]],
    ['score', 'descending', [3, 0, 1, 2]],
    ['score', 'ascending', [1, 0, 3, 2]],
    ['label', 'ascending', [1, 3, 0, 2]],
    ['label', 'descending', [0, 1, 3, 2]],
    ['tokens', 'descending', [1, 0, 3, 2]],
    ['text', 'ascending', [0, 1, 3, 2]],
  ])('sorts by %s, %s; lines without a score come last', (column, direction, expected) => {
    expect(numbers({ sort: { column, direction } })).toEqual(expected);
  });

  it('leaves the lines it was given alone', () => {
    filterLines(lines, { ...firstFilter, sort: { column: 'line', direction: 'descending' } });
    expect(lines.map((found) => found.line)).toEqual([0, 1, 2, 3]);
  });
});

it('counts labels, the most frequent first, and lines that were not read', () => {
  expect(countLabels(lines)).toEqual([
    { label: 'negative', count: 2 },
    { label: failed, count: 1 },
    { label: 'positive', count: 1 },
  ]);
});
