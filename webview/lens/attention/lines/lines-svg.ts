import { formatFixed } from '../../../shared/format/numbers';
import { element, svgDocument, svgText } from '../../../shared/export/svg';
import type { Curve } from './line-curves';
import {
  alphaOf,
  dotSize,
  linesStart,
  namesInset,
  type EndsPicture,
  type LineEnd,
  type LinesPicture,
} from './paint-lines';

/** How many were written: each names its clip path apart, because figures hold several pictures. */
let written = 0;

/** The lines with their ends as an SVG document of so much height, as they are on screen. */
export function linesSvg(picture: LinesPicture, ends: EndsPicture, height: number): string {
  const { width, room, theme, end } = picture;
  const id = `lines-${(written += 1)}`;
  const clip = element('clipPath', { id }, [element('rect', { x: 0, y: room.y, width, height: room.height })]);
  const group = (curves: readonly Curve[], stroke: string, opacity: number): string =>
    element(
      'g',
      { fill: 'none', stroke, 'stroke-opacity': opacity },
      curves.map((curve) => curveElement(curve, end)),
    );
  const alpha = alphaOf(theme);
  return svgDocument({ width, height, background: theme.palette.background }, [
    element('defs', {}, [clip]),
    element('g', { 'clip-path': `url(#${id})` }, [
      group(picture.others, theme.palette.foreground, alpha.others),
      group(picture.chosen, theme.palette.blue, alpha.chosen),
    ]),
    ...ends.queries.map(({ y, bold }) =>
      dotElement(linesStart, y, bold ? dotSize * 2 : dotSize, bold ? theme.palette.blue : theme.palette.description),
    ),
    ...ends.keys.flatMap((key) => keyElements(key, ends)),
  ]);
}

function curveElement({ from, to, width }: Curve, end: number): string {
  const middle = (linesStart + end) / 2;
  const [first, last] = [from, to].map((value) => Math.round(value * 10) / 10);
  const d = `M${linesStart} ${first}C${middle} ${first} ${middle} ${last} ${end} ${last}`;
  return element('path', { d, 'stroke-width': width });
}

function dotElement(cx: number, cy: number, r: number, fill: string): string {
  return element('circle', { cx, cy, r, fill });
}

function keyElements({ y, text, bold, dim, weight }: LineEnd, { theme, end, width }: EndsPicture): string[] {
  const { palette, mono, font } = theme;
  const name = {
    fill: dim ? palette.description : palette.foreground,
    'font-size': 12,
    'font-weight': bold ? 600 : 400,
    'font-family': mono,
  };
  const number = { 'text-anchor': 'end', fill: palette.foreground, 'font-size': 11, 'font-family': font };
  return [
    dotElement(end, y, dotSize, palette.description),
    svgText(text, { x: end + namesInset, y: y + 4, ...name }),
    ...(weight === null ? [] : [svgText(formatFixed(weight, 3), { x: width - 2, y: y + 4, ...number })]),
  ];
}
