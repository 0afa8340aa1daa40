import type { BadRow } from '../../../common/contracts/training/run-folder';
import type { CancellationSignal } from '../../../common/rpc/cancellation';

/** A value of a table: of delimited files always a string, else as JSON or Parquet has it. Null where there is none. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

export type TableFormat = 'csv' | 'tsv' | 'jsonl' | 'parquet';

export interface TableColumn {
  readonly name: string;
  /** What the numbers of the column stand for (`ClassLabel` of datasets); null where the file does not say. */
  readonly classNames: readonly string[] | null;
}

/** Why a row of a file is none. `found` is what stands there, shortened. */
export type RowProblem = Pick<BadRow, 'reason' | 'found'>;

export interface TableRow {
  /** Where it begins, from 1; of Parquet the number of the row. */
  readonly line: number;
  /** In the order of the table's columns; of columns that were not asked for null. Empty where there is a problem. */
  readonly cells: readonly Cell[];
  readonly problem: RowProblem | null;
}

export interface RowsOptions {
  readonly signal: CancellationSignal;
  /** Columns whose cells are wanted, by index; null for all. */
  readonly columns: ReadonlySet<number> | null;
  /** Rows that are enough, where not all are wanted: formats that are read by column then stop early. */
  readonly limit?: number;
  /** How far the file was read: bytes, about. */
  readonly onBytes: (done: number) => void;
}

/** A file of rows. What was read of it so far is its head alone. */
export interface Table {
  /** As a person named it. */
  readonly path: string;
  readonly format: TableFormat;
  readonly delimiter: string | null;
  readonly columns: readonly TableColumn[];
  readonly bytes: number;
  /** Where the file says it; null where only reading tells. */
  readonly rowCount: number | null;
  /**
   * Reads the file from its first row on, some rows at a time, in bounded memory. Each call reads it anew.
   * @throws LensError `bad-file` where the rest of it cannot be read as rows, `cancelled`
   */
  rows(options: RowsOptions): AsyncGenerator<readonly TableRow[], void, undefined>;
}

/** The most bytes of one row: what is longer is no row, but a quote that is missing or another kind of file. */
export const maxRowBytes = 16_000_000;
/** The most columns that a table may have. */
export const maxColumns = 10_000;
