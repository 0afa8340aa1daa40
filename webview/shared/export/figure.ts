import type { ThemeColours } from '../colour/theme-colours';
import { element, escapeXml, svgDocument } from './svg';

/** A picture of a figure: an SVG document of its size, with the words that stand over it. */
export interface FigurePart {
  readonly title: string;
  readonly note: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 16;
const gap = 28;
const head = 24;

/**
 * Several pictures as one SVG document, in two columns that are filled evenly.
 * @param caption what stands over all of them
 */
export function figureOf(
  parts: readonly FigurePart[],
  colours: ThemeColours,
  caption: Pick<FigurePart, 'title' | 'note'> | null = null,
): string {
  const top = margin + (caption ? head : 0);
  const columnWidth = Math.max(200, ...parts.map(({ width }) => width));
  const heights = parts.length > 1 ? [top, top] : [top];
  const children = caption ? [headOf(caption, margin, margin - 4, colours)] : [];
  for (const part of parts) {
    const column = heights.indexOf(Math.min(...heights));
    const [x, y] = [margin + column * (columnWidth + gap), heights[column] ?? top];
    children.push(headOf(part, x, y, colours), element('g', { transform: `translate(${x} ${y + head})` }, [part.svg]));
    heights[column] = y + head + part.height + gap;
  }
  const width = 2 * margin + heights.length * columnWidth + (heights.length - 1) * gap;
  const height = Math.max(...heights) - gap + margin;
  return svgDocument({ width, height, background: colours.palette.background }, children);
}

/** The name, and right behind it what it is. */
function headOf(
  { title, note }: Pick<FigurePart, 'title' | 'note'>,
  x: number,
  y: number,
  { palette, font }: ThemeColours,
): string {
  const name = element('tspan', { 'font-size': 13, 'font-weight': 600, fill: palette.foreground }, [escapeXml(title)]);
  const words = element('tspan', { dx: 9, 'font-size': 12, fill: palette.description }, [escapeXml(note)]);
  return element('text', { x, y: y + 14, 'font-family': font }, [name, words]);
}
