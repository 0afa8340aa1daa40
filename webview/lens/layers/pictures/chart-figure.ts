import type { ChartLine } from '../../../shared/chart/chart-data';
import { dashOf } from '../../../shared/chart/chart-layout';
import { shapeElements, type Shape } from '../../../shared/chart/shapes';
import { themeObserver } from '../../../shared/colour/theme-observer';
import { svgDocument } from '../../../shared/export/svg';
import type { Figure } from './picture-element';

const seriesHeight = 18;

/** A picture made of shapes as a part of a file, its series named below; null before it was drawn. */
export function chartFigure(
  picture: { readonly shapes: readonly Shape[]; readonly layout: { width: number; height: number } | null } | undefined,
  title: string,
  note: string,
  series: readonly ChartLine[] = [],
): Figure | null {
  if (!picture?.layout) return null;
  const { width, height: above } = picture.layout;
  const height = above + series.length * seriesHeight;
  const { colours } = themeObserver;
  const shapes = [...picture.shapes, ...series.flatMap((one, index) => named(one, above + index * seriesHeight))];
  const svg = svgDocument({ width, height, background: colours.palette.background }, shapeElements(shapes, colours));
  return { title, note, svg, width, height };
}

/** A series by a piece of its line. */
function named({ label, tone }: ChartLine, y: number): Shape[] {
  return [
    { kind: 'path', d: `M30 ${y + 10}h22`, stroke: tone, width: 1.75, dash: dashOf[tone] },
    { kind: 'text', x: 62, y: y + 14, text: label, align: 'start', tone: 'foreground' },
  ];
}
