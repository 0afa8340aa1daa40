import { shapeElements, type Shape } from '../../../shared/chart/shapes';
import { themeObserver } from '../../../shared/colour/theme-observer';
import { svgDocument } from '../../../shared/export/svg';
import type { Figure } from './picture-element';

/** A picture made of shapes as a part of a file; null before it was drawn. */
export function chartFigure(
  picture: { readonly shapes: readonly Shape[]; readonly layout: { width: number; height: number } | null } | undefined,
  title: string,
  note: string,
): Figure | null {
  if (!picture?.layout) return null;
  const { width, height } = picture.layout;
  const { colours } = themeObserver;
  const svg = svgDocument(
    { width, height, background: colours.palette.background },
    shapeElements(picture.shapes, colours),
  );
  return { title, note, svg, width, height };
}
