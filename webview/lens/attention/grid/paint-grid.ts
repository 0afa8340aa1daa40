import type { ThemeColours } from '../../../shared/colour/theme-colours';
import type { GridCell, GridLayout } from './grid-layout';
import type { ThumbnailPainter } from './thumbnails';

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
  const [first, last] = layout.rowsIn(view.top, view.top + view.height);
  for (let index = first * layout.columns; index < Math.min(layout.count, last * layout.columns); index += 1) {
    paintCell(context, picture, layout.cell(index));
  }
  outline(context, picture, picture.hovered, theme.palette.foreground, 1);
  outline(context, picture, picture.chosen, theme.palette.chosen, theme.highContrast ? 3 : 2);
  context.restore();
  if (inset.top > 0) paintNumbers(context, picture, view, [first, last]);
}

function paintCell(context: CanvasRenderingContext2D, picture: GridPicture, { layer, head, x, y }: GridCell): void {
  const { layout, last, theme, heads } = picture;
  const { side } = layout;
  if (head !== null) heads.draw(context, layer, head, x, y, side);
  else last?.painter.draw(context, layer, last.column, x, y, side);
  context.strokeStyle = theme.highContrast ? theme.palette.cardBorder : theme.palette.grid;
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, side + 1, side + 1);
  if (layout.inset.top > 0) return;
  style(context, theme, 'center');
  context.fillText(`${layer}.${head ?? ''}`, x + side / 2, y - 6);
}

/** The numbers of heads on top and of layers at the left. */
function paintNumbers(
  context: CanvasRenderingContext2D,
  { layout, last, theme }: GridPicture,
  view: GridView,
  [first, end]: readonly [number, number],
): void {
  const { side, inset, columns } = layout;
  style(context, theme, 'center');
  for (let column = 0; column < columns; column += 1) {
    const { head, x } = layout.cell(column);
    const middle = x + side / 2 - view.left;
    if (middle < inset.left || middle > view.width + side) continue;
    context.fillText(head === null ? (last?.label ?? '') : String(head), middle, inset.top / 2);
  }
  context.textAlign = 'right';
  for (let row = first; row < end; row += 1) {
    const { layer, y } = layout.cell(row * columns);
    const middle = y + side / 2 - view.top;
    if (middle >= inset.top) context.fillText(String(layer), inset.left - 8, middle);
  }
}

function style(context: CanvasRenderingContext2D, { palette, font }: ThemeColours, align: CanvasTextAlign): void {
  context.font = `11px ${font}`;
  context.fillStyle = palette.description;
  context.textAlign = align;
  context.textBaseline = 'middle';
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
