import type { Places } from './line-curves';
import type { SharedRows } from './rows-on-show';

/** Where the rows of the heatmap are, and how much height the tokens at the other end have. */
export interface LinesRoom extends SharedRows {
  readonly keysHeight: number;
}

/** Most height of the tokens, in px, where there are more of them than rows. */
const mostHeight = 560;

/**
 * The room of lines beside a heatmap: tokens are as far apart as rows, so that of more tokens than rows (cross-attention
 * from a short text) all have their place, and over the rows' whole height where they are fewer.
 */
export function linesRoom({ plot, view }: SharedRows, rows: number, columns: number): LinesRoom {
  const wanted = (plot.height / Math.max(1, rows)) * columns;
  return { plot, view, keysHeight: Math.max(plot.height, Math.min(mostHeight, Math.round(wanted))) };
}

export function placesIn({ plot, view, keysHeight }: LinesRoom): Places {
  const [row, column] = [plot.height / view.rows, keysHeight / view.columns];
  return {
    query: (entry) => plot.y + (entry + 0.5 - view.row) * row,
    key: (entry) => plot.y + (entry + 0.5 - view.column) * column,
    rowHeight: row,
    top: plot.y,
    bottom: plot.y + keysHeight,
  };
}
