import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import type { RowsOptions, Table, TableRow } from '../../../../src/engine/data/read/table';

/** All rows of a table. */
export async function readAll(table: Table, options: Partial<RowsOptions> = {}): Promise<TableRow[]> {
  const found: TableRow[] = [];
  const given = { signal: neverCancelled, columns: null, onBytes: () => undefined, ...options };
  for await (const some of table.rows(given)) found.push(...some);
  return found;
}
