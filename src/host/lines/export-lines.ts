import { stringify } from 'csv-stringify/sync';
import type { LineResult } from '../../common/contracts/lines';

export type LinesFormat = 'csv' | 'jsonl';

/**
 * The rows as a file: CSV with a heading, or one JSON object a line. Lines count from 1, as editors count them. Texts stay
 * as they are, also those that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`): an apostrophe before them would
 * change the data that other programs read back.
 */
export function exportLines(rows: readonly LineResult[], labels: readonly string[], format: LinesFormat): string {
  return format === 'csv' ? toCsv(rows, labels) : toJsonl(rows, labels);
}

function toCsv(rows: readonly LineResult[], labels: readonly string[]): string {
  const heading = [
    'line',
    'text',
    'label',
    'score',
    ...labels.map((label) => `p(${label})`),
    'tokens',
    'truncated',
    'error',
  ];
  const records = rows.map((row) => [
    row.line + 1,
    row.text,
    row.label,
    row.score,
    ...labels.map((_, id) => row.probabilities[id]),
    row.tokens,
    row.truncated ? 'true' : 'false',
    row.error,
  ]);
  return stringify([heading, ...records]);
}

function toJsonl(rows: readonly LineResult[], labels: readonly string[]): string {
  const lines = rows.map(({ line, probabilities, ...row }) => ({
    line: line + 1,
    ...row,
    probabilities: Object.fromEntries(labels.flatMap((label, id) => pairOf(label, probabilities[id]))),
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function pairOf(label: string, probability: number | undefined): [string, number][] {
  return probability === undefined ? [] : [[label, probability]];
}
