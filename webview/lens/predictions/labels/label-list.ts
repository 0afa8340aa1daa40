import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Classification } from '../../../../src/common/contracts/run';
import '../../../shared/elements/bar';
import { formatFixed } from '../../../shared/format/numbers';
import { moveCursor } from '../../../shared/table/move-cursor';
import { elementStyles } from '../../../shared/theme/element-styles';
import { isSaid, threshold, type RankedLabel } from '../ranking';
import { labelListStyles } from './label-list-styles';

const page = 5;

/**
 * Some labels with bar, probability and logit. One tab stop: arrows move, Space, Enter and a click choose. Fires `choose`
 * with the label's id, or null when it was let go.
 */
@customElement('prediction-label-list')
export class LabelList extends LitElement {
  static override styles = [elementStyles, labelListStyles];

  @property({ attribute: false }) accessor prediction!: Classification;
  @property({ attribute: false }) accessor labels: readonly RankedLabel[] = [];
  /** Id of the chosen label. */
  @property({ attribute: false }) accessor chosen: number | null = null;

  @state() private accessor cursor = 0;

  override render(): TemplateResult {
    const cursor = Math.min(this.cursor, this.labels.length - 1);
    return html`<div class="caption columns" aria-hidden="true">
        <span></span><span class="number">${t('probability')}</span><span class="number">${t('logit')}</span>
      </div>
      <div
        class="list"
        role="listbox"
        tabindex="0"
        aria-label=${t('Labels with probability and logit')}
        aria-activedescendant=${`label-${cursor}`}
        @keydown=${this.#onKey}
      >
        ${this.labels.map((label, index) => this.#renderLabel(label, index, index === cursor))}
      </div>`;
  }

  #renderLabel(ranked: RankedLabel, index: number, active: boolean): TemplateResult {
    const { id, label, logit, probability } = ranked;
    const wins = isSaid(this.prediction, ranked);
    const mark = this.prediction.problemType === 'multi_label_classification' ? threshold : null;
    return html`<div
      class="columns ${wins ? 'wins' : ''} ${active ? 'active' : ''}"
      id=${`label-${index}`}
      role="option"
      aria-selected=${String(id === this.chosen)}
      title=${`${id}: ${label}`}
      @click=${() => this.#choose(index)}
    >
      <span class="label">${label}</span>
      <span class="barred">
        <lens-bar .fraction=${probability} .wins=${wins} .mark=${mark}></lens-bar>
        <span class="probability number">${formatFixed(probability)}</span>
      </span>
      <span class="logit number mono">${formatFixed(logit)}</span>
      ${wins && mark !== null ? html`<span class="visually-hidden">${t('over the threshold')}</span>` : nothing}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = moveCursor(event.key, this.cursor, this.labels.length, page);
    if (next !== undefined) this.cursor = next;
    else if (event.key === ' ' || event.key === 'Enter') this.#choose(this.cursor);
    else if (event.key === 'Escape' && this.chosen !== null) this.#fire(null);
    else return;
    event.preventDefault();
  };

  #choose(index: number): void {
    this.cursor = index;
    const id = this.labels[index]?.id;
    if (id !== undefined) this.#fire(id === this.chosen ? null : id);
  }

  #fire(id: number | null): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }
}
