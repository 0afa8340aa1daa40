import type { ThemeColours } from '../../../shared/colour/theme-colours';
import { gridLabels, type GridLabel } from './grid-labels';
import type { GridCell, GridLayout } from './grid-layout';
import type { ThumbnailPainter } from './thumbnails';

/** Size of the numbers, in px. */
export const labelSize = 11;

/** What of the grid is painted. Indices are numbers of cells; -1 for none. */
export interface GridPicture {
  readonly layout: GridLayout;
  readonly heads: ThumbnailPainter;
  /** The last column; null where heads flow. */
  readonly last: { readonly painter: ThumbnailPainter; readonly column: number; readonly label: string } | null;
  readonly theme: ThemeColours;
  readonly chosen: number;
  readonly hovered: number;
}

/** The part of the grid that is in view, in CSS pixels. */
export interface GridView {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Paints what is in view; numbers of layers and heads stay at the edges. */
export function paintGrid(context: CanvasRenderingContext2D, picture: GridPicture, view: GridView): void {
  const { layout, theme } = picture;
  const { inset } = layout;
  context.fillStyle = theme.palette.background;
  context.fillRect(0, 0, view.width, view.height);
  context.save();
  context.beginPath();
  // The outline of the first row and column lies outside of them.
  context.rect(inset.left - 3, inset.top - 3, view.width, view.height);
  context.clip();
  context.translate(-view.left, -view.top);
  paintThumbnails(context, picture, layout.rowsIn(view.top, view.top + view.height));
  outline(context, picture, picture.hovered, theme.palette.foreground, 1);
  outline(context, picture, picture.chosen, theme.palette.chosen, theme.highContrast ? 3 : 2);
  context.restore();
  for (const label of gridLabels(picture, view)) paintLabel(context, label, theme);
}

/** Paints rows of thumbnails where the layout has them. */
export function paintThumbnails(
  context: CanvasRenderingContext2D,
  picture: GridPicture,
  [first, last]: readonly [number, number],
): void {
  const { layout } = picture;
  for (let index = first * layout.columns; index < Math.min(layout.count, last * layout.columns); index += 1) {
    paintCell(context, picture, layout.cell(index));
  }
}

function paintCell(context: CanvasRenderingContext2D, picture: GridPicture, { layer, head, x, y }: GridCell): void {
  const { layout, last, theme, heads } = picture;
  const { side } = layout;
  if (head !== null) heads.draw(context, layer, head, x, y, side);
  else last?.painter.draw(context, layer, last.column, x, y, side);
  context.strokeStyle = theme.highContrast ? theme.palette.cardBorder : theme.palette.grid;
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
}

function paintLabel(
  context: CanvasRenderingContext2D,
  { text, x, y, align }: GridLabel,
  { palette, font }: ThemeColours,
): void {
  context.font = `${labelSize}px ${font}`;
  context.fillStyle = palette.description;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

function outline(
  context: CanvasRenderingContext2D,
  { layout }: GridPicture,
  index: number,
  colour: string,
  width: number,
): void {
  if (index < 0) return;
  const { x, y } = layout.cell(index);
  context.strokeStyle = colour;
  context.lineWidth = width;
  const out = width / 2;
  context.strokeRect(x - out, y - out, layout.side + width, layout.side + width);
}
