import type { HeadPlace } from './head-order';

/** A thumbnail of the grid; `head` null is the last column, the mean of the layer. */
export interface GridCell {
  readonly layer: number;
  readonly head: number | null;
  readonly x: number;
  readonly y: number;
}

/**
 * Where the thumbnails stand, in CSS pixels. Cells are addressed by row and column, as the arrows move; where heads flow
 * in a sorted order the last row may be shorter.
 */
export interface GridLayout {
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** Side of a thumbnail. */
  readonly side: number;
  readonly width: number;
  readonly height: number;
  /** Room for the numbers of layers at the left, and of heads on top. */
  readonly inset: { readonly left: number; readonly top: number };
  /** A cell by its number, row by row. */
  cell(index: number): GridCell;
  /** The number of the cell at a point; -1 beside the cells. */
  at(x: number, y: number): number;
  /** The number of a head's cell (null: the mean's); -1 when it has none. */
  indexOf(layer: number, head: number | null): number;
  /** Rows that reach into a part of the height, the last one exclusive. */
  rowsIn(top: number, bottom: number): readonly [number, number];
}

export const smallestSide = 24;
const largestSide = 48;
const gap = 2;
/** Between the heads and their mean. */
const meanGap = 8;
const labelWidth = 20;
const headerHeight = 20;
const labelHeight = 14;

/** A row a layer, a column a head, then the means. */
export function layeredLayout(layers: number, heads: number, width: number): GridLayout {
  const room = width - labelWidth - meanGap - heads * gap;
  const side = Math.max(smallestSide, Math.min(largestSide, Math.floor(room / (heads + 1))));
  const step = side + gap;
  const columns = heads + 1;
  const left = (column: number): number => labelWidth + column * step + (column === heads ? meanGap - gap : 0);
  const count = layers * columns;
  return {
    rows: layers,
    columns,
    count,
    side,
    width: left(heads) + side,
    height: headerHeight + layers * step - gap,
    inset: { left: labelWidth, top: headerHeight },
    cell: (index) => {
      const layer = Math.floor(index / columns);
      const column = index % columns;
      return { layer, head: column === heads ? null : column, x: left(column), y: headerHeight + layer * step };
    },
    at: (x, y) => {
      const row = Math.floor((y - headerHeight) / step);
      const isMean = x >= left(heads);
      const column = isMean ? heads : Math.floor((x - labelWidth) / step);
      const inside = row >= 0 && row < layers && column >= 0 && x < left(column) + side && column <= heads;
      return inside && y - headerHeight - row * step < side ? row * columns + column : -1;
    },
    indexOf: (layer, head) => layer * columns + (head ?? heads),
    rowsIn: (top, bottom) => rowsBetween(top - headerHeight, bottom - headerHeight, step, layers),
  };
}

/** Heads one after the other, as many in a row as there is room for, each with its name above. */
export function flowingLayout(order: readonly HeadPlace[], width: number, preferred: number): GridLayout {
  const side = Math.max(smallestSide, Math.min(largestSide, preferred));
  const columns = Math.max(1, Math.min(order.length, Math.floor((width + gap) / (side + gap))));
  const rows = Math.ceil(order.length / columns);
  const stepX = side + gap;
  const stepY = side + labelHeight + gap;
  return {
    rows,
    columns,
    count: order.length,
    side,
    width: columns * stepX - gap,
    height: rows * stepY - gap,
    inset: { left: 0, top: 0 },
    cell: (index) => {
      const { layer, head } = order[index] ?? { layer: 0, head: 0 };
      return { layer, head, x: (index % columns) * stepX, y: Math.floor(index / columns) * stepY + labelHeight };
    },
    at: (x, y) => {
      const column = Math.floor(x / stepX);
      const index = Math.floor(y / stepY) * columns + column;
      const inside = x >= 0 && y >= 0 && column < columns && x % stepX < side && index < order.length;
      return inside ? index : -1;
    },
    indexOf: (layer, head) => order.findIndex((place) => place.layer === layer && place.head === head),
    rowsIn: (top, bottom) => rowsBetween(top, bottom, stepY, rows),
  };
}

function rowsBetween(top: number, bottom: number, step: number, rows: number): readonly [number, number] {
  const first = Math.max(0, Math.floor(top / step));
  return [Math.min(first, rows), Math.min(rows, Math.max(first, Math.ceil(bottom / step)))];
}

/** The cell after an arrow, Home or End; undefined for other keys. Arrows stop at the edges. */
export function moveInGrid(
  { columns, count }: Pick<GridLayout, 'columns' | 'count'>,
  at: number,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
): number | undefined {
  const column = at % columns;
  const lastOfRow = Math.min(count - 1, at - column + columns - 1);
  const all = ctrlKey || metaKey;
  const moves: Record<string, number> = {
    ArrowLeft: column > 0 ? at - 1 : at,
    ArrowRight: Math.min(at + 1, lastOfRow),
    ArrowUp: at >= columns ? at - columns : at,
    ArrowDown: at + columns < count ? at + columns : at,
    Home: all ? 0 : at - column,
    End: all ? count - 1 : lastOfRow,
  };
  return count === 0 ? undefined : moves[key];
}
