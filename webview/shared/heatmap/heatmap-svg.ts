import { svgDocument, svgText, element } from '../export/svg';
import type { HeatmapMarks } from './heatmap-data';
import { labelTurn } from './layout';
import { hasGrid, labelSize, numberSize, type PaintedHeatmap, type PaintedPart } from './paint';
import { lengthOf } from './part-requests';
import type { PlacedLabel } from './place-labels';
import { boxOf } from './viewport';

/** How many were written: each names its clip path apart, because figures hold several. */
let written = 0;

/** The heatmap as an SVG document: the same layout and colours as on screen, text as text. */
export function heatmapSvg(picture: PaintedHeatmap, marks: HeatmapMarks): string {
  const { width, height } = picture.layout;
  const { background } = picture.colours.palette;
  return svgDocument({ width, height, background }, heatmapElements(picture, marks, `cells-${(written += 1)}`));
}

function heatmapElements(picture: PaintedHeatmap, marks: HeatmapMarks, id: string): string[] {
  const { layout, colours, view } = picture;
  const { plot } = layout;
  const clip = element('clipPath', { id }, [element('rect', { ...plot })]);
  const cells = [
    ...picture.parts.map((part) => partElement(part, picture)),
    ...(hasGrid(picture) ? gridElements(picture) : []),
    ...numberElements(picture),
  ];
  const outlines = marks.rows.map((row) => {
    const box = boxOf(view, plot, { row, column: view.column }, 1, view.columns);
    return element('rect', { ...box, fill: 'none', stroke: colours.palette.foreground });
  });
  const cell = marks.cell && boxOf(view, plot, marks.cell);
  if (cell)
    outlines.push(element('rect', { ...cell, fill: 'none', stroke: colours.palette.chosen, 'stroke-width': 2 }));
  return [
    element('defs', {}, [clip]),
    element('g', { 'clip-path': `url(#${id})` }, cells),
    ...outlines,
    ...picture.labels.map((label) => labelElement(label, picture)),
  ];
}

/** Cells as one small image whose pixels are not smoothed: a rectangle each would make files of megabytes. */
function partElement({ part, canvas }: PaintedPart, { view, layout }: PaintedHeatmap): string {
  const from = { row: part.rows[0], column: part.columns[0] };
  const box = boxOf(view, layout.plot, from, lengthOf(part.rows), lengthOf(part.columns));
  const pixelated = box.width >= canvas.width && box.height >= canvas.height;
  return element('image', {
    ...box,
    href: canvas.toDataURL('image/png'),
    preserveAspectRatio: 'none',
    'image-rendering': pixelated ? 'pixelated' : 'auto',
  });
}

function gridElements({ view, layout: { plot }, colours }: PaintedHeatmap): string[] {
  const [width, height] = [plot.width / view.columns, plot.height / view.rows];
  let path = '';
  for (let column = Math.ceil(view.column); column <= view.column + view.columns; column += 1) {
    path += `M${Math.round(plot.x + (column - view.column) * width) - 0.5} ${plot.y}v${plot.height}`;
  }
  for (let row = Math.ceil(view.row); row <= view.row + view.rows; row += 1) {
    path += `M${plot.x} ${Math.round(plot.y + (row - view.row) * height) - 0.5}h${plot.width}`;
  }
  return [element('path', { d: path, stroke: colours.palette.background, fill: 'none' })];
}

function numberElements({ numbers, view, layout, table, colours }: PaintedHeatmap): string[] {
  return numbers.map(({ cell, text, position }) => {
    const { x, y, width, height } = boxOf(view, layout.plot, cell);
    const fill = table.textCss[position] ?? '';
    const place = { x: x + width / 2, y: y + height / 2 + 3.5, 'text-anchor': 'middle' };
    return svgText(text, { ...place, fill, 'font-size': numberSize, 'font-family': colours.font });
  });
}

function labelElement(label: PlacedLabel, { colours }: PaintedHeatmap): string {
  const { x, y, turned, bold, dim, mono, align } = label;
  const { foreground, description } = colours.palette;
  const turn = turned ? { transform: `rotate(${((labelTurn * 180) / Math.PI).toFixed(1)} ${x} ${y})` } : {};
  return svgText(label.text, {
    x,
    y: turned ? y : y + 4,
    ...turn,
    'text-anchor': align,
    fill: dim && !bold ? description : foreground,
    'font-size': labelSize,
    'font-weight': bold ? 600 : 400,
    'font-family': mono ? colours.mono : colours.font,
  });
}
