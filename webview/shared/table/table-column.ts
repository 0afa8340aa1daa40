/** How one column of a {@link DataTable} looks. `Row` is what the table's owner gives for an index. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly label: string;
  /** Track of the grid: `48px`, `minmax(80px, 1fr)`. Columns are side by side, so keep the sum in mind for 360 px. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** The header becomes a button that fires `sort`. */
  readonly sortable?: boolean;
  /** What is in the cell: text or a template. */
  cell(row: Row, index: number): unknown;
}

/** Which column rules the order of the rows. */
export interface TableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The order after a click on a header: a new column starts with `first`, the same one turns round. */
export function nextSort(
  now: TableSort | null,
  column: string,
  first: TableSort['direction'] = 'descending',
): TableSort {
  if (now?.column !== column) return { column, direction: first };
  return { column, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
}
