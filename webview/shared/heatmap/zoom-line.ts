import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { isWhole, wholeView, type Counts, type Viewport } from './viewport';

/** Says how to look closer, and offers the way back. Needs `heatmapStyles`. */
export function zoomLine(heatmap: { view: Viewport; counts: Counts; show(view: Viewport): void }): TemplateResult {
  const { view, counts } = heatmap;
  const whole = isWhole(view, counts);
  const back = html`<button class="link" @click=${() => heatmap.show(wholeView(counts))}>${t('Show All')}</button>`;
  return html`<div class="zoom">
    <span>${whole ? t('Ctrl and the wheel zoom in') : t('Dragging moves')}</span>${whole ? nothing : back}
  </div>`;
}
