import type { Options } from 'csv-parse';
import { maxRowBytes } from '../table';

/**
 * How delimited files are read: as `csv` of Python and pandas read them, quotes inside of a cell without quotes left as
 * they are. Cells are bytes, so that what is no UTF-8 is found out row by row.
 */
export function csvOptions(delimiter: string): Options {
  return {
    delimiter,
    encoding: null,
    // Files that several programs wrote mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRowBytes,
  };
}
