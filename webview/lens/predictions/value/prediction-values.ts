import { t } from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Classification } from '../../../../src/common/contracts/run';
import { formatFixed } from '../../../shared/format/numbers';
import { elementStyles } from '../../../shared/theme/element-styles';
import { placeOn, rulerFor, type Ruler } from './ruler';

/** The values that a regression head gives for one row, each on a ruler that all rows of the batch share. */
@customElement('prediction-values')
export class PredictionValues extends LitElement {
  static override styles = [
    elementStyles,
    css`
      .value {
        display: flex;
        align-items: baseline;
        gap: 12px;
        margin-top: 4px;
      }

      .value b {
        font-size: 15px;
      }

      svg {
        display: block;
        width: calc(100% - 24px);
        height: 40px;
        margin: 4px 12px 8px;
        overflow: visible;
      }

      .line,
      .tick {
        fill: var(--lens-grid);
      }

      .other {
        fill: var(--lens-other-bar);
      }

      .own {
        fill: var(--lens-bar);
      }

      text {
        fill: var(--vscode-descriptionForeground);
        font-size: 11px;
        text-anchor: middle;
      }
    `,
  ];

  @property({ attribute: false }) accessor prediction!: Classification;
  @property({ attribute: false }) accessor row = 0;

  override render(): TemplateResult {
    const ruler = rulerFor(this.prediction.rows.flatMap(({ logits }) => [...logits]));
    return html`${this.prediction.labels.map((label, id) => this.#renderValue(label, id, ruler))}`;
  }

  #renderValue(label: string, id: number, ruler: Ruler): TemplateResult {
    const value = this.#valueOf(this.row, id);
    const others = this.prediction.rows.map((_, row) => row).filter((row) => row !== this.row);
    return html`<div class="value">
        <span>${label}</span><b>${formatFixed(value)}</b>
        ${others.length > 0 ? html`<span class="dim">${t('grey marks: the other rows')}</span>` : ''}
      </div>
      <svg aria-hidden="true">
        <rect class="line" y="18" width="100%" height="1"></rect>
        ${ruler.ticks.map((tick) => renderTick(ruler, tick))}
        ${others.map((row) => renderMark(ruler, this.#valueOf(row, id), 'other'))} ${renderMark(ruler, value, 'own')}
      </svg>`;
  }

  #valueOf(row: number, id: number): number {
    return this.prediction.rows[row]?.logits[id] ?? NaN;
  }
}

function renderTick(ruler: Ruler, tick: number): TemplateResult {
  const x = percent(placeOn(ruler, tick));
  return html`<svg x=${x} overflow="visible">
    <rect class="tick" x="-0.5" y="14" width="1" height="9"></rect>
    <text y="36">${String(tick).replace('-', '−')}</text>
  </svg>`;
}

function renderMark(ruler: Ruler, value: number, kind: 'own' | 'other'): TemplateResult {
  const tall = kind === 'own';
  return html`<svg x=${percent(placeOn(ruler, value))} overflow="visible">
    <rect class=${kind} x="-1.5" y=${tall ? 4 : 11} width="3" height=${tall ? 22 : 8} rx="1"></rect>
  </svg>`;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`;
}
