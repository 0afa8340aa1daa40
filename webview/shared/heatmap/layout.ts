import type { HeatmapAxis } from './heatmap-data';

/** A rectangle in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rotated over the columns, plain under them, or none (another heatmap above has them). */
export type ColumnLabels = 'rotated' | 'below' | 'none';

/** What a heatmap's size follows from. Lengths are CSS pixels. */
export interface LayoutParams {
  readonly rows: HeatmapAxis;
  readonly columns: HeatmapAxis;
  readonly columnLabels: ColumnLabels;
  /** Space there is. */
  readonly width: number;
  /** Most height of the cells together. */
  readonly maxHeight: number;
  readonly maxCell: { readonly width: number; readonly height: number };
  /** Cells as high as wide. */
  readonly square: boolean;
  /** Space for the rows' labels; null for as much as they need. Equal widths put pictures under each other. */
  readonly labelWidth: number | null;
  /** Width of a text. */
  readonly measure: (text: string, mono: boolean) => number;
}

export interface HeatmapLayout {
  readonly width: number;
  readonly height: number;
  /** Where the cells are. */
  readonly plot: Box;
  readonly columnLabels: ColumnLabels;
}

/** By how much labels over columns are turned, in radians. */
export const labelTurn = (-42 * Math.PI) / 180;
/** Labels longer than this lose their tail. */
export const mostLabel = 120;
export const rowLabelGap = 8;
const labelHeight = 16;
/** Labels of so many entries are measured; longer axes are measured at these many places. */
const measured = 200;

/** Places of the picture's parts: as large as its space and its cells may be, whole pixels. */
export function heatmapLayout(params: LayoutParams): HeatmapLayout {
  const { rows, columns, maxCell, maxHeight, square } = params;
  const labels = params.labelWidth ?? Math.ceil(Math.min(mostLabel, longest(rows, params)) + rowLabelGap);
  const over = params.columnLabels === 'rotated' ? longest(columns, params) : 0;
  const top = over > 0 ? Math.ceil(-Math.sin(labelTurn) * Math.min(over, mostLabel) + labelHeight) : 0;
  const bottom = params.columnLabels === 'below' ? labelHeight + 4 : 0;
  const room = Math.max(20, params.width - labels - overhang(params));
  let cellWidth = Math.min(maxCell.width, room / Math.max(1, columns.count));
  let cellHeight = Math.min(maxCell.height, maxHeight / Math.max(1, rows.count));
  if (square) cellWidth = cellHeight = Math.min(cellWidth, cellHeight);
  // Whole pixels where there are some, so that grid lines are sharp.
  if (cellWidth >= 4) cellWidth = Math.floor(cellWidth);
  if (cellHeight >= 4) cellHeight = Math.floor(cellHeight);
  const plot = {
    x: labels,
    y: top,
    width: Math.max(1, Math.round(cellWidth * columns.count)),
    height: Math.max(1, Math.round(cellHeight * rows.count)),
  };
  return {
    width: Math.ceil(plot.x + plot.width + overhang(params)),
    height: top + plot.height + bottom,
    plot,
    columnLabels: params.columnLabels,
  };
}

/** How far the last turned labels reach beyond the cells. */
function overhang({ columns, columnLabels, measure }: LayoutParams): number {
  if (columnLabels !== 'rotated' || columns.count === 0) return 1;
  const length = Math.min(mostLabel, measure(columns.label(columns.count - 1), columns.mono));
  return Math.ceil(Math.max(1, Math.cos(labelTurn) * length - 4));
}

function longest(axis: HeatmapAxis, { measure }: LayoutParams): number {
  const step = Math.max(1, Math.floor(axis.count / measured));
  let width = 0;
  for (let index = 0; index < axis.count; index += step) width = Math.max(width, measure(axis.label(index), axis.mono));
  return width;
}
