import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Classification } from '../../../../src/common/contracts/run';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { elementStyles } from '../../../shared/theme/element-styles';
import { rankLabels, threshold } from '../ranking';
import { foldLabels } from './fold-labels';
import './label-list';
import './label-table';

/**
 * The labels of one row by falling probability: the first as bars, the rest folded beneath, unfolded as a table. Fires
 * `choose` with the id of a label, or null when it was let go.
 */
@customElement('prediction-labels')
export class PredictionLabels extends LitElement {
  static override styles = [
    elementStyles,
    css`
      .fold {
        margin-top: 4px;
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) accessor prediction!: Classification;
  @property({ attribute: false }) accessor row = 0;
  /** Id of the chosen label. */
  @property({ attribute: false }) accessor chosen: number | null = null;

  @state() private accessor unfolded = false;

  override render(): TemplateResult {
    const labels = rankLabels(this.prediction, this.row);
    const { shown, folded } = foldLabels(this.prediction, labels);
    const unfolded = this.unfolded && folded !== null;
    const list = unfolded
      ? html`<prediction-label-table
          .prediction=${this.prediction}
          .labels=${labels}
          .chosen=${this.chosen}
          @choose=${this.#onChoose}
        ></prediction-label-table>`
      : html`<prediction-label-list
          .prediction=${this.prediction}
          .labels=${shown}
          .chosen=${this.chosen}
          @choose=${this.#onChoose}
        ></prediction-label-list>`;
    return html`${list}${folded ? this.#renderFold(folded.count, folded.sum) : nothing}`;
  }

  #renderFold(count: number, sum: number): TemplateResult {
    const multi = this.prediction.problemType === 'multi_label_classification';
    const rest = multi
      ? t('{0} more labels, none over {1}', formatCount(count), threshold)
      : t('{0} more labels, together {1}', formatCount(count), formatFixed(sum));
    return html`<button
      class="link fold"
      aria-expanded=${String(this.unfolded)}
      @click=${() => (this.unfolded = !this.unfolded)}
    >
      ${this.unfolded ? t('Show Fewer') : rest}
    </button>`;
  }

  readonly #onChoose = ({ detail }: CustomEvent<number | null>): void => {
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'prediction-labels': PredictionLabels;
  }
}
