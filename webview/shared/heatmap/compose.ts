import type { Scale } from '../colour/scale';
import type { ThemeColours } from '../colour/theme-colours';
import type { HeatmapCells } from './heatmap-cells';
import type { Cell, CellFacts, CellValue, HeatmapAxis, HeatmapMarks } from './heatmap-data';
import type { HeatmapLayout } from './layout';
import type { PaintedHeatmap } from './paint';
import { columnLabels, rowLabels } from './place-labels';
import type { Viewport } from './viewport';

/** What is on show. */
export interface Shown {
  readonly rows: HeatmapAxis;
  readonly columns: HeatmapAxis;
  readonly marks: HeatmapMarks;
  readonly scale: Scale;
  readonly format: (value: number, cell: Cell) => string | null;
  /** Cells narrower than this bear no number. */
  readonly numbersFrom: number;
}

/** How it is on show. */
interface Arranged {
  readonly layout: HeatmapLayout;
  readonly view: Viewport;
  readonly colours: ThemeColours;
  readonly measure: (text: string, mono: boolean) => number;
}

/** All that is drawn of a heatmap, for the canvas as for files. */
export function composeHeatmap(
  { rows, columns, marks, scale, format, numbersFrom }: Shown,
  how: Arranged,
  cells: HeatmapCells,
): PaintedHeatmap {
  const { layout, view, colours, measure } = how;
  const labelled = { rows, columns, layout, view, marks, measure };
  return {
    layout,
    view,
    parts: cells.painted(scale, colours),
    numbers: cells.numbers(view, layout, scale, { from: numbersFrom, format }),
    labels: [...rowLabels(labelled), ...columnLabels(labelled)],
    table: colours.tables[scale.table],
    colours,
  };
}

/** Facts of a cell where the owner of the heatmap says nothing better. */
export function describePlainly({ row, column }: Cell, { value }: CellValue): CellFacts {
  return { what: `${row}, ${column}`, value: value === null ? '' : value.toFixed(4), detail: '', name: '' };
}
