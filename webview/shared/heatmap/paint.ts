import type { ThemeColours } from '../colour/theme-colours';
import type { ColourTable } from '../colour/colour-table';
import type { Cell, HeatmapLinked, HeatmapMarks, Part } from './heatmap-data';
import { labelTurn, type Box, type HeatmapLayout } from './layout';
import type { PlacedLabel } from './place-labels';
import { lengthOf } from './part-requests';
import { boxOf, type Viewport } from './viewport';

/** A canvas that stands for a part of the matrix. */
export interface PaintedPart {
  readonly part: Part;
  readonly canvas: HTMLCanvasElement;
}

/** A number inside its cell. */
export interface PlacedNumber {
  readonly cell: Cell;
  readonly text: string;
  /** Where its cell's colour stands in the table. */
  readonly position: number;
}

/** What the lower canvas shows: cells, their grid and numbers, labels. */
export interface PaintedHeatmap {
  readonly layout: HeatmapLayout;
  readonly view: Viewport;
  readonly parts: readonly PaintedPart[];
  readonly numbers: readonly PlacedNumber[];
  readonly labels: readonly PlacedLabel[];
  readonly table: ColourTable;
  readonly colours: ThemeColours;
}

/** Cells narrower than this have no grid between them. */
export const gridFrom = 7;
export const numberSize = 10;
export const labelSize = 11;

/** Paints all but what is hovered and chosen. The context is scaled to CSS pixels. */
export function paintHeatmap(context: CanvasRenderingContext2D, picture: PaintedHeatmap): void {
  const { plot } = picture.layout;
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.width, plot.height);
  context.clip();
  for (const part of picture.parts) paintPart(context, part, picture);
  if (hasGrid(picture)) paintGrid(context, picture);
  paintNumbers(context, picture);
  context.restore();
  if (picture.colours.highContrast) frame(context, plot, picture.colours.palette.cardBorder, 1);
  for (const label of picture.labels) paintLabel(context, label, picture.colours);
}

export function hasGrid({ view, layout: { plot } }: Pick<PaintedHeatmap, 'view' | 'layout'>): boolean {
  return Math.min(plot.width / view.columns, plot.height / view.rows) >= gridFrom;
}

function paintPart(context: CanvasRenderingContext2D, { part, canvas }: PaintedPart, picture: PaintedHeatmap): void {
  const { view, layout } = picture;
  const from = { row: part.rows[0], column: part.columns[0] };
  const box = boxOf(view, layout.plot, from, lengthOf(part.rows), lengthOf(part.columns));
  // Several cells in a pixel are averaged; a cell of several pixels keeps its edges.
  context.imageSmoothingEnabled = box.width < canvas.width || box.height < canvas.height;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, box.x, box.y, box.width, box.height);
}

function paintGrid(context: CanvasRenderingContext2D, { view, layout: { plot }, colours }: PaintedHeatmap): void {
  const [width, height] = [plot.width / view.columns, plot.height / view.rows];
  context.fillStyle = colours.palette.background;
  for (let column = Math.ceil(view.column); column <= view.column + view.columns; column += 1) {
    context.fillRect(Math.round(plot.x + (column - view.column) * width) - 1, plot.y, 1, plot.height);
  }
  for (let row = Math.ceil(view.row); row <= view.row + view.rows; row += 1) {
    context.fillRect(plot.x, Math.round(plot.y + (row - view.row) * height) - 1, plot.width, 1);
  }
}

function paintNumbers(
  context: CanvasRenderingContext2D,
  { numbers, view, layout, table, colours }: PaintedHeatmap,
): void {
  context.font = `${numberSize}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { cell, text, position } of numbers) {
    const { x, y, width, height } = boxOf(view, layout.plot, cell);
    context.fillStyle = table.textCss[position] ?? '';
    context.fillText(text, x + width / 2, y + height / 2 + 0.5);
  }
}

function paintLabel(context: CanvasRenderingContext2D, label: PlacedLabel, colours: ThemeColours): void {
  context.save();
  context.translate(label.x, label.y);
  if (label.turned) context.rotate(labelTurn);
  context.font = fontOf(label, colours);
  context.fillStyle = label.dim && !label.bold ? colours.palette.description : colours.palette.foreground;
  context.textAlign = label.align === 'middle' ? 'center' : label.align;
  context.textBaseline = label.turned ? 'alphabetic' : 'middle';
  context.fillText(label.text, 0, 0);
  context.restore();
}

export function fontOf({ bold, mono }: Pick<PlacedLabel, 'bold' | 'mono'>, colours: ThemeColours): string {
  return `${bold ? '600 ' : ''}${labelSize}px ${mono ? colours.mono : colours.font}`;
}

/** What the upper canvas shows: outlines of the chosen and the hovered. */
export interface PaintedMarks {
  readonly layout: HeatmapLayout;
  readonly view: Viewport;
  readonly marks: HeatmapMarks;
  readonly hovered: Cell | null;
  /** A row or column that another view points at. */
  readonly linked: HeatmapLinked;
  readonly colours: ThemeColours;
}

/** Paints the outlines; cheap enough for every move of the pointer. */
export function paintMarks(context: CanvasRenderingContext2D, picture: PaintedMarks): void {
  const { layout, view, marks, linked, colours } = picture;
  const { palette, chosenWidth } = colours;
  const { plot } = layout;
  context.save();
  context.beginPath();
  context.rect(plot.x - 2, plot.y - 2, plot.width + 4, plot.height + 4);
  context.clip();
  const outline = (cell: Cell, rows: number, columns: number, colour: string, width: number) =>
    frame(context, boxOf(view, plot, cell, rows, columns), colour, width);
  const across = Math.ceil(view.columns);
  for (const row of marks.rows) outline({ row, column: view.column }, 1, across, palette.foreground, 1);
  if (marks.cell) outline(marks.cell, 1, 1, palette.chosen, chosenWidth + 0.5);
  if (linked.row !== null) underline(context, picture, 'row', linked.row);
  if (linked.column !== null) underline(context, picture, 'column', linked.column);
  if (picture.hovered) outline(picture.hovered, 1, 1, palette.foreground, 1);
  context.restore();
}

/** A short line at the edge of the cells, beside the label of what is pointed at elsewhere. */
function underline(
  context: CanvasRenderingContext2D,
  picture: PaintedMarks,
  side: 'row' | 'column',
  index: number,
): void {
  const { plot } = picture.layout;
  const { view } = picture;
  context.fillStyle = picture.colours.palette.foreground;
  if (side === 'row') {
    const { y, height } = boxOf(view, plot, { row: index, column: view.column });
    context.fillRect(plot.x - 2, y, 2, Math.max(1, height - 1));
  } else {
    const { x, width } = boxOf(view, plot, { row: view.row, column: index });
    context.fillRect(x, plot.y - 2, Math.max(1, width - 1), 2);
  }
}

/** A frame around a box whose grid line lies at its right and lower edge. */
function frame(context: CanvasRenderingContext2D, { x, y, width, height }: Box, colour: string, line: number): void {
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x - 0.5, y - 0.5, width, height);
}
