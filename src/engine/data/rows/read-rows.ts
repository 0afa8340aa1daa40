import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { BadRows } from '../report/bad-rows';
import type { Table } from '../read/table';
import { checkRow, type LabelShape } from './check-row';
import type { RawRow } from './raw-row';
import { columnsOf, type Roles } from './roles';

export interface ReadRowsOptions {
  readonly signal: CancellationSignal;
  readonly onBytes: (done: number) => void;
  readonly roles: Roles;
  readonly shape: LabelShape;
  readonly badRows: BadRows;
  /** Index of the file, which rows are told by. */
  readonly file: number;
  /** Where to stop; null reads all. */
  readonly limit: { readonly rows: number; readonly bytes: number } | null;
}

export interface ReadRows {
  readonly rows: readonly RawRow[];
  /** Rows of the file that were looked at, bad ones included. */
  readonly seen: number;
  /** False where the limit was reached first. */
  readonly complete: boolean;
}

/** Reads the rows of a table that can be used; the others are added to `badRows`. @throws LensError */
export async function readRows(table: Table, options: ReadRowsOptions): Promise<ReadRows> {
  const { roles, shape, badRows, file, limit } = options;
  const rows: RawRow[] = [];
  let [seen, bytes] = [0, 0];
  const onBytes = (done: number): void => {
    bytes = done;
    options.onBytes(done);
  };
  // One row more than the limit, so that a file of exactly so many rows is complete.
  const enough = limit === null ? {} : { limit: limit.rows + 1 };
  for await (const some of table.rows({ signal: options.signal, columns: columnsOf(roles), onBytes, ...enough })) {
    for (const row of some) {
      if (limit !== null && (seen >= limit.rows || bytes > limit.bytes)) return { rows, seen, complete: false };
      seen += 1;
      const { value, problem } = checkRow(row, roles, shape);
      if (problem === null) rows.push({ ...value, file, line: row.line });
      else badRows.add({ file: table.path, line: row.line, ...problem });
    }
  }
  return { rows, seen, complete: true };
}

/** The first rows of a table, all of their cells. @throws LensError */
export async function firstRows(table: Table, count: number, signal: CancellationSignal) {
  const found = [];
  for await (const some of table.rows({ signal, columns: null, limit: count, onBytes: () => undefined })) {
    found.push(...some.slice(0, count - found.length));
    if (found.length >= count) break;
  }
  return found;
}
