import type { HeatmapAxis, HeatmapMarks } from './heatmap-data';
import { labelTurn, mostLabel, rowLabelGap, type HeatmapLayout } from './layout';
import { boxOf, type Viewport } from './viewport';

/** A label as painters draw it. `y` is its middle. */
export interface PlacedLabel {
  readonly index: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: 'start' | 'middle' | 'end';
  readonly turned: boolean;
  readonly mono: boolean;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** The smallest distance of two labels' middles. */
const apart = 14;
/** The same along the axis of turned ones, which lie 12 px apart then. */
const turnedApart = Math.ceil(12 / Math.abs(Math.sin(labelTurn)));

export interface LabelParams {
  readonly rows: HeatmapAxis;
  readonly columns: HeatmapAxis;
  readonly layout: HeatmapLayout;
  readonly view: Viewport;
  readonly marks: HeatmapMarks;
  readonly measure: (text: string, mono: boolean) => number;
}

/** The labels of the rows in view, at the right before the cells. */
export function rowLabels({ rows, layout: { plot }, view, marks, measure }: LabelParams): PlacedLabel[] {
  return shownEntries(view.row, view.rows, rows.count, plot.height / view.rows, marks.rows).map((index) => {
    const box = boxOf(view, plot, { row: index, column: view.column });
    return {
      ...lookOf(rows, index, marks.rows, measure),
      x: plot.x - rowLabelGap,
      y: box.y + box.height / 2,
      align: 'end' as const,
      turned: false,
    };
  });
}

/** The labels of the columns in view: turned over the cells, or plain below. */
export function columnLabels({ columns, layout, view, marks, measure }: LabelParams): PlacedLabel[] {
  if (layout.columnLabels === 'none') return [];
  const { plot } = layout;
  const turned = layout.columnLabels === 'rotated';
  const size = plot.width / view.columns;
  const room = turned ? turnedApart : Math.max(apart, widest(columns, measure) + 6);
  return shownEntries(view.column, view.columns, columns.count, size, marks.columns, room).map((index) => {
    const box = boxOf(view, plot, { row: view.row, column: index });
    return {
      ...lookOf(columns, index, marks.columns, measure),
      x: box.x + box.width / 2 + (turned ? 2 : 0),
      y: turned ? plot.y - 6 : plot.y + plot.height + 12,
      align: turned ? ('start' as const) : ('middle' as const),
      turned,
    };
  });
}

/**
 * The entries in view that are named: all when there is room, else every second, fifth, tenth and so on; a chosen one
 * always, in place of the neighbours that it would touch.
 */
export function shownEntries(
  from: number,
  length: number,
  count: number,
  size: number,
  chosen: readonly number[],
  room = apart,
): number[] {
  const middle = (index: number) => index + 0.5 >= from && index + 0.5 <= from + length;
  const step = niceStep(room / size);
  const named = chosen.filter((index) => index < count && middle(index));
  const reach = room / size;
  const plain: number[] = [];
  for (let index = Math.floor(from / step) * step; index < Math.min(count, from + length); index += step) {
    if (middle(index) && named.every((other) => Math.abs(other - index) >= reach)) plain.push(index);
  }
  const spaced = named.filter((index, at) => named.slice(0, at).every((other) => Math.abs(other - index) >= reach));
  return [...plain, ...spaced].sort((a, b) => a - b);
}

/** The smallest of 1, 2, 5, 10, 20, 50, ... that is not below. */
function niceStep(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= least - 1e-9) return digit * power;
  }
}

function lookOf(axis: HeatmapAxis, index: number, chosen: readonly number[], measure: LabelParams['measure']) {
  return {
    index,
    text: shortened(axis.label(index), axis.mono, measure),
    mono: axis.mono,
    bold: chosen.includes(index),
    dim: axis.dim?.(index) ?? false,
  };
}

function shortened(text: string, mono: boolean, measure: LabelParams['measure']): string {
  if (measure(text, mono) <= mostLabel) return text;
  const characters = Array.from(text);
  let kept = characters.length;
  while (kept > 1 && measure(`${characters.slice(0, kept).join('')}…`, mono) > mostLabel) kept -= 1;
  return `${characters.slice(0, kept).join('')}…`;
}

function widest(axis: HeatmapAxis, measure: LabelParams['measure']): number {
  let width = 0;
  for (let index = 0; index < Math.min(axis.count, 64); index += 1) {
    width = Math.max(width, measure(axis.label(index), axis.mono));
  }
  return width;
}
