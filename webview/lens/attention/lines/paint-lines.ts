import { formatFixed } from '../../../shared/format/numbers';
import type { ThemeColours } from '../../../shared/colour/theme-colours';
import type { Box } from '../../../shared/heatmap/layout';
import type { Curve } from './line-curves';

/** An entry at one end of the lines. */
export interface LineEnd {
  readonly y: number;
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  /** What the chosen rows attend to it; null where it is not written. */
  readonly weight: number | null;
}

/** The lines; x in CSS pixels from the left. */
export interface LinesPicture {
  readonly width: number;
  /** Beside the heatmap's cells, whose rows the lines share; lower where there are more tokens than rows. */
  readonly room: Box;
  /** Where the lines end, and the names begin behind. */
  readonly end: number;
  readonly others: readonly Curve[];
  readonly chosen: readonly Curve[];
  readonly theme: ThemeColours;
}

/** What stands at their ends. */
export interface EndsPicture {
  readonly width: number;
  readonly end: number;
  readonly queries: readonly LineEnd[];
  readonly keys: readonly LineEnd[];
  readonly theme: ThemeColours;
}

/** Where the lines start. */
export const linesStart = 5;
export const dotSize = 2;
export const namesInset = 8;
const numbersWidth = 40;

/** How much of the lines of chosen rows, and of the others, is to be seen through. */
export function alphaOf({ highContrast }: ThemeColours): { readonly others: number; readonly chosen: number } {
  return { others: highContrast ? 0.4 : 0.22, chosen: 0.9 };
}

export function paintLines(context: CanvasRenderingContext2D, picture: LinesPicture): void {
  const { theme, others, chosen, width, room } = picture;
  context.save();
  context.beginPath();
  context.rect(0, room.y, width, room.height);
  context.clip();
  const alpha = alphaOf(theme);
  context.globalAlpha = alpha.others;
  context.strokeStyle = theme.palette.foreground;
  for (const curve of others) strokeCurve(context, curve, picture.end);
  context.globalAlpha = alpha.chosen;
  context.strokeStyle = theme.palette.blue;
  for (const curve of chosen) strokeCurve(context, curve, picture.end);
  context.restore();
}

export function paintEnds(context: CanvasRenderingContext2D, picture: EndsPicture): void {
  const { theme } = picture;
  for (const end of picture.queries) paintDot(context, end, linesStart, theme);
  for (const end of picture.keys) paintKey(context, end, picture);
}

function strokeCurve(context: CanvasRenderingContext2D, { from, to, width }: Curve, end: number): void {
  const middle = (linesStart + end) / 2;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(linesStart, from);
  context.bezierCurveTo(middle, from, middle, to, end, to);
  context.stroke();
}

function paintDot(context: CanvasRenderingContext2D, { y, bold }: LineEnd, x: number, { palette }: ThemeColours): void {
  context.fillStyle = bold ? palette.blue : palette.description;
  context.beginPath();
  context.arc(x, y, bold ? dotSize * 2 : dotSize, 0, Math.PI * 2);
  context.fill();
}

function paintKey(context: CanvasRenderingContext2D, key: LineEnd, { theme, end, width }: EndsPicture): void {
  const { palette, mono, font } = theme;
  context.fillStyle = palette.description;
  context.beginPath();
  context.arc(end, key.y, dotSize, 0, Math.PI * 2);
  context.fill();
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = key.dim ? palette.description : palette.foreground;
  context.font = `${key.bold ? 600 : 400} 12px ${mono}`;
  context.fillText(shortened(context, key.text, width - end - namesInset - numbersWidth), end + namesInset, key.y);
  if (key.weight === null) return;
  context.textAlign = 'right';
  context.fillStyle = palette.foreground;
  context.font = `11px ${font}`;
  context.fillText(formatFixed(key.weight, 3), width - 2, key.y);
}

/** The text, or as much of it as there is room for. */
function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let kept = Array.from(text);
  while (kept.length > 1 && context.measureText(`${kept.join('')}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.join('')}…`;
}
