import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Comparison } from '../../../src/common/contracts/training/run-view';
import { formatFixed } from '../../shared/format/numbers';
import './attention-thumbnail';

/** One layer's mean attention in both models, and what changed. */
export function attentionPart(
  { attention, tuned }: Comparison,
  onLayer: (layer: number) => void,
): TemplateResult | typeof nothing {
  if (!attention) return nothing;
  const { layer, layers, width, height, base, tuned: after, change, largest } = attention;
  const size = { width, height };
  const thumbnail = (name: string, pixels: Uint8Array, table: 'sequential' | 'diverging', label: string) =>
    html`<figure>
      <attention-thumbnail .pixels=${pixels} .size=${size} .table=${table} .label=${label}></attention-thumbnail>
      <figcaption>${name}</figcaption>
    </figure>`;
  return html`<section class="attention">
    <h3>
      ${t('Attention, layer')}
      <select
        aria-label=${t('Layer')}
        @change=${({ target }: Event) => target instanceof HTMLSelectElement && onLayer(target.selectedIndex)}
      >
        ${Array.from({ length: layers }, (_, index) => html`<option .selected=${index === layer}>${index}</option>`)}
      </select>
    </h3>
    <div class="thumbnails">
      ${thumbnail(t('base'), base, 'sequential', t('Attention of the base model, layer {0}', layer))}
      ${thumbnail(t('tuned'), after, 'sequential', t('Attention of {0}, layer {1}', tuned.model, layer))}
      ${thumbnail(t('change'), change, 'diverging', t('Change of attention, at most {0}', formatFixed(largest)))}
    </div>
    <p class="caption">${t('Mean over heads. Change: blue more, orange less, at most {0}.', formatFixed(largest))}</p>
  </section>`;
}
