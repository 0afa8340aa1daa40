import type { Heatmap } from '../../../shared/heatmap/heatmap';
import type { Figure } from './picture-element';

/** A heatmap on show as a part of a file; null before it was drawn. */
export function heatmapFigure(heatmap: Heatmap | undefined, title: string, note: string): Figure | null {
  const layout = heatmap?.layout;
  if (!heatmap || !layout) return null;
  return { title, note, svg: heatmap.toSvg(), width: layout.width, height: layout.height };
}
