import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { LensError } from '../../../../common/errors/lens-error';
import { textChunks, type ChunkOptions } from '../bytes/text-chunks';
import { csvOptions } from './csv-options';

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly Buffer[];
}

/**
 * The records of a delimited file, empty lines left out.
 * @throws LensError `bad-file` for a quote without end or a row without end, `not-found`, `cancelled`
 */
export async function* csvRecords(
  path: string,
  name: string,
  delimiter: string,
  options: ChunkOptions,
): AsyncGenerator<CsvRecord, void, undefined> {
  const source = Readable.from(textChunks(path, name, options), { objectMode: false });
  const parser = parse(csvOptions(delimiter));
  // Errors of either side come out of the parser, which is what is read.
  const done = pipeline(source, parser).catch(() => undefined);
  let line = 1;
  try {
    for await (const cells of parser as AsyncIterable<readonly Buffer[]>) {
      if (cells.length > 1 || (cells[0]?.length ?? 0) > 0) yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
    }
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, name, line) : error;
  } finally {
    parser.destroy();
    source.destroy();
    await done;
  }
}

/** Line breaks inside of a cell, which its quotes keep there; `\r\n` is one. */
function lineBreaks(cell: Buffer): number {
  let count = 0;
  for (let at = cell.indexOf(10); at !== -1; at = cell.indexOf(10, at + 1)) count += 1;
  for (let at = cell.indexOf(13); at !== -1; at = cell.indexOf(13, at + 1)) if (cell[at + 1] !== 10) count += 1;
  return count;
}

function inWords(error: CsvError, name: string, line: number): LensError {
  const what = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  const reason = what
    ? `the row that begins in line ${line} does not end`
    : `the row that begins in line ${line} cannot be read (${error.message})`;
  return new LensError(
    'bad-file',
    `"${name}" is no valid CSV: ${reason}.`,
    'Look for a quotation mark too many there.',
    {
      cause: error,
    },
  );
}
