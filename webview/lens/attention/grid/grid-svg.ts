import { element, svgDocument, svgText } from '../../../shared/export/svg';
import { gridLabels, type GridLabel } from './grid-labels';
import { labelSize, paintThumbnails, type GridPicture } from './paint-grid';

/** Pixels of the thumbnails' image for each CSS pixel, and how many there are at most. */
const sharpness = 2;
const mostPixels = 16_000_000;

/** The whole grid as an SVG document: the thumbnails as one image, numbers and outlines as themselves. */
export function gridSvg(picture: GridPicture): string {
  const { layout, theme, chosen } = picture;
  const { width, height } = layout;
  const view = { left: 0, top: 0, width, height };
  const children = [
    element('image', { width, height, href: imageOf(picture), preserveAspectRatio: 'none' }),
    ...gridLabels(picture, view).map((label) => labelElement(label, picture)),
  ];
  if (chosen >= 0) {
    const { x, y } = layout.cell(chosen);
    const side = layout.side + 2;
    const box = { x: x - 1, y: y - 1, width: side, height: side };
    children.push(element('rect', { ...box, fill: 'none', stroke: theme.palette.chosen, 'stroke-width': 2 }));
  }
  return svgDocument({ width, height, background: theme.palette.background }, children);
}

function imageOf(picture: GridPicture): string {
  const { width, height } = picture.layout;
  const scale = Math.min(sharpness, Math.sqrt(mostPixels / Math.max(1, width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  context.scale(canvas.width / width, canvas.height / height);
  paintThumbnails(context, picture, [0, picture.layout.rows]);
  return canvas.toDataURL('image/png');
}

function labelElement({ text, x, y, align }: GridLabel, { theme: { palette, font } }: GridPicture): string {
  const anchor = align === 'center' ? 'middle' : 'end';
  const look = { fill: palette.description, 'font-size': labelSize, 'font-family': font };
  return svgText(text, { x, y: y + 4, 'text-anchor': anchor, ...look });
}
