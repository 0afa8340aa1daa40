import { divergingScale } from '../../../shared/colour/scale';
import type { ThemeColours } from '../../../shared/colour/theme-colours';

/** A vector as a row of bars. */
export interface BarRow {
  readonly label: string;
  readonly values: Float32Array;
  /** The value that fills half the row's height; rows of one kind share it. */
  readonly limit: number;
}

export interface NeuronPicture {
  readonly rows: readonly BarRow[];
  readonly width: number;
  readonly theme: ThemeColours;
  /** The dimension under pointer or cursor; -1 for none. */
  readonly hovered: number;
}

export const barRowHeight = 36;
/** Room for the names of the rows. */
export const barsStart = 60;

/** The dimension at a place of the picture; -1 beside the bars. */
export function dimensionAt(x: number, width: number, dimensions: number): number {
  const part = (x - barsStart) / Math.max(1, width - barsStart);
  return part >= 0 && part < 1 ? Math.floor(part * dimensions) : -1;
}

/** Bars up and down from zero: the length says the size, side and colour the sign. */
export function paintNeuron(context: CanvasRenderingContext2D, picture: NeuronPicture): void {
  picture.rows.forEach((row, index) => paintRow(context, row, index * barRowHeight, picture));
}

function paintRow(context: CanvasRenderingContext2D, row: BarRow, top: number, picture: NeuronPicture): void {
  const { theme, width, hovered } = picture;
  const { palette, tables, font } = theme;
  const half = barRowHeight / 2 - 2;
  const zero = top + barRowHeight / 2;
  const step = (width - barsStart) / row.values.length;
  const scale = divergingScale(row.limit || 1);
  context.fillStyle = palette.description;
  context.font = `11px ${font}`;
  context.textBaseline = 'middle';
  context.fillText(row.label, 0, zero);
  context.fillStyle = palette.grid;
  context.fillRect(barsStart, zero, width - barsStart, 1);
  row.values.forEach((value, dimension) => {
    const height = row.limit > 0 ? (value / row.limit) * half : 0;
    const x = barsStart + dimension * step;
    context.fillStyle = tables.diverging.css[strong(scale.position(value))] ?? '';
    context.fillRect(x, zero - Math.max(0, height), Math.max(1, step - 1), Math.max(1, Math.abs(height)));
    if (dimension !== hovered) return;
    context.strokeStyle = palette.foreground;
    context.strokeRect(x - 0.5, top + 1.5, Math.max(2, step), barRowHeight - 3);
  });
}

/** Small values keep a colour that can be told from the background; their length says that they are small. */
function strong(position: number): number {
  const offset = position - 128;
  const least = 60;
  return 128 + Math.sign(offset) * Math.max(least, Math.abs(offset));
}
