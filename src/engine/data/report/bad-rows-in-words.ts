import type { BadRow, DataReport } from '../../../common/contracts/training/run-folder';

const mostLines = 5;

const words: Readonly<Record<BadRow['reason'], (found: string) => string>> = {
  'empty-text': () => 'no text',
  'empty-label': () => 'no label',
  'unknown-label': (found) => `label "${found}" is not known`,
  'wrong-type': (found) => `not what the column should hold: ${found}`,
  'broken-encoding': (found) => `no UTF-8: ${found}`,
  'wrong-columns': (found) => `wrong number of cells, ${found}`,
};

/** Why a row cannot be used. */
export function reasonInWords({ reason, found }: Pick<BadRow, 'reason' | 'found'>): string {
  return words[reason](found);
}

/** Says that there are rows that cannot be used, which, and what to do. */
export function badRowsInWords({ badRows, badRowCount }: Pick<DataReport, 'badRows' | 'badRowCount'>): {
  message: string;
  help: string;
} {
  const lines = badRows.slice(0, mostLines).map((row) => `line ${row.line} (${reasonInWords(row)})`);
  const more = badRowCount > lines.length ? `, and ${badRowCount - lines.length} more` : '';
  const rows = badRowCount === 1 ? '1 row' : `${badRowCount} rows`;
  return {
    message: `${rows} of "${badRows[0]?.file ?? ''}" cannot be used: ${lines.join(', ')}${more}.`,
    help: 'Mend them, or set bad_rows to "skip" to train without them.',
  };
}
