import { parse } from 'csv-parse/sync';
import { csvOptions } from './csv-options';

const candidates = [',', ';', '\t', '|'] as const;
const mostRecords = 50;

interface Score {
  readonly delimiter: string;
  /** Of the records, how many have as many cells as the header. */
  readonly even: number;
  readonly columns: number;
}

/**
 * The delimiter of a file by its beginning: the one under which most records have as many cells as the header, and of
 * those the one that gives most columns; a comma where none parts the header.
 */
export function sniffDelimiter(head: Buffer): string {
  const scores = candidates.map((delimiter) => score(head, delimiter)).filter(({ columns }) => columns > 1);
  scores.sort((a, b) => b.even - a.even || b.columns - a.columns);
  return scores[0]?.delimiter ?? ',';
}

function score(head: Buffer, delimiter: string): Score {
  const counts = cellCounts(head, delimiter);
  const columns = counts[0] ?? 0;
  const even = counts.filter((count) => count === columns).length / Math.max(1, counts.length);
  return { delimiter, even, columns };
}

/** Cells of the first records. The sample may end inside of one: what came before counts. */
function cellCounts(head: Buffer, delimiter: string): number[] {
  const counts: number[] = [];
  try {
    parse(head, {
      ...csvOptions(delimiter),
      bom: true,
      to: mostRecords,
      on_record: (record) => {
        if (record.length > 1 || (record[0]?.length ?? 0) > 0) counts.push(record.length);
        return null;
      },
    });
  } catch (error) {
    if (counts.length === 0 && !(error instanceof Error)) throw error;
  }
  return counts;
}
