import { t } from '@vscode/l10n';
import { themeObserver } from '../../../shared/colour/theme-observer';
import { figureOf, type FigurePart } from '../../../shared/export/figure';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import type { LensStore } from '../../store/lens-store';
import type { HeadGrid } from '../grid/head-grid';
import { headsExplained, matrixMeasures, matrixTitle } from '../head-words';
import type { AttentionLines } from '../lines/attention-lines';
import type { Scene } from '../scene/scene';

/** The pictures of the view; null for those that are not there yet. */
export interface Pictures {
  readonly grid: HeadGrid | null;
  readonly heatmap: Heatmap | null;
  readonly lines: AttentionLines | null;
}

/** Characters of the text that stand over a figure. */
const mostOfText = 80;

/** What is on show as one SVG document: the grid of heads, the chosen head, its lines, and what they are of. */
export function attentionFigure(store: LensStore, scene: Scene, { grid, heatmap, lines }: Pictures): string {
  const parts: FigurePart[] = [];
  const title = matrixTitle(scene.matrix, scene.looked.stack);
  if (heatmap?.layout) {
    const { width, height } = heatmap.layout;
    parts.push({ title, note: matrixMeasures(scene), svg: heatmap.toSvg(), width, height });
  }
  const drawn = lines?.toSvg();
  if (drawn) parts.push({ title: t('Lines'), note: t('from row to token'), ...drawn });
  if (grid) parts.push({ title: t('Heads'), note: headsExplained(scene.looked.stack), ...grid.toSvg() });
  return figureOf(parts, themeObserver.colours, captionOf(store));
}

/** The model, and the beginning of the text. */
function captionOf({ state, row }: LensStore): { title: string; note: string } {
  const text = state?.source?.excerpts[state.run?.rows[row]?.input ?? 0] ?? '';
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim());
  const excerpt = characters.length > mostOfText ? `${characters.slice(0, mostOfText).join('')}…` : characters.join('');
  return { title: state?.model?.id ?? '', note: excerpt };
}
