import type { Cell, Part } from './heatmap-data';
import type { Box } from './layout';

/** What of the matrix is in view, in cells and parts of cells. */
export interface Viewport {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** Rows and columns that there are. */
export interface Counts {
  readonly rows: number;
  readonly columns: number;
}

/** Fewer cells than this are never all that is in view, unless there are no more. */
const fewest = 6;

export function wholeView({ rows, columns }: Counts): Viewport {
  return { row: 0, rows, column: 0, columns };
}

export function isWhole(view: Viewport, counts: Counts): boolean {
  return view.rows >= counts.rows && view.columns >= counts.columns;
}

/** The view by `factor` nearer (above 1) or farther, with the point of the matrix under the pointer kept in its place. */
export function zoomed(view: Viewport, counts: Counts, factor: number, at: Cell): Viewport {
  const rows = Math.min(counts.rows, Math.max(Math.min(fewest, counts.rows), view.rows / factor));
  const columns = Math.min(counts.columns, Math.max(Math.min(fewest, counts.columns), view.columns / factor));
  const row = at.row - ((at.row - view.row) * rows) / view.rows;
  const column = at.column - ((at.column - view.column) * columns) / view.columns;
  return kept({ row, rows, column, columns }, counts);
}

/** The view moved by cells. */
export function moved(view: Viewport, counts: Counts, rows: number, columns: number): Viewport {
  return kept({ ...view, row: view.row + rows, column: view.column + columns }, counts);
}

/** The view moved by as little as brings a cell into it. */
export function revealing(view: Viewport, counts: Counts, { row, column }: Cell): Viewport {
  const start = (from: number, length: number, index: number) => Math.max(index + 1 - length, Math.min(from, index));
  return kept(
    { ...view, row: start(view.row, view.rows, row), column: start(view.column, view.columns, column) },
    counts,
  );
}

/** The cells in view, those cut by an edge included. */
export function partOf({ row, rows, column, columns }: Viewport, counts: Counts): Part {
  const span = (from: number, length: number, count: number): [number, number] => [
    Math.max(0, Math.floor(from + 1e-6)),
    Math.min(count, Math.ceil(from + length - 1e-6)),
  ];
  return { rows: span(row, rows, counts.rows), columns: span(column, columns, counts.columns) };
}

/** The point of the matrix, in cells, under a point of the picture. */
export function pointAt(view: Viewport, plot: Box, x: number, y: number): Cell {
  return {
    row: view.row + ((y - plot.y) / plot.height) * view.rows,
    column: view.column + ((x - plot.x) / plot.width) * view.columns,
  };
}

/** The cell under a point of the picture; null outside of the cells. */
export function cellAt(view: Viewport, counts: Counts, plot: Box, x: number, y: number): Cell | null {
  if (x < plot.x || y < plot.y || x >= plot.x + plot.width || y >= plot.y + plot.height) return null;
  const point = pointAt(view, plot, x, y);
  const [row, column] = [Math.floor(point.row), Math.floor(point.column)];
  return row >= 0 && column >= 0 && row < counts.rows && column < counts.columns ? { row, column } : null;
}

/** Where cells from (row, column) on lie in the picture. */
export function boxOf(view: Viewport, plot: Box, { row, column }: Cell, rows = 1, columns = 1): Box {
  const [width, height] = [plot.width / view.columns, plot.height / view.rows];
  return {
    x: plot.x + (column - view.column) * width,
    y: plot.y + (row - view.row) * height,
    width: width * columns,
    height: height * rows,
  };
}

function kept(view: Viewport, counts: Counts): Viewport {
  return {
    ...view,
    row: Math.max(0, Math.min(counts.rows - view.rows, view.row)),
    column: Math.max(0, Math.min(counts.columns - view.columns, view.column)),
  };
}
