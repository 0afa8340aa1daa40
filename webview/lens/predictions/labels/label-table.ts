import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Classification } from '../../../../src/common/contracts/run';
import '../../../shared/elements/number-bar';
import { searchBox, searchBoxStyles } from '../../../shared/elements/search-box';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import '../../../shared/table/data-table';
import type { TableColumn } from '../../../shared/table/table-column';
import { elementStyles } from '../../../shared/theme/element-styles';
import { isSaid, threshold, type RankedLabel } from '../ranking';

/** With more labels than this they can be searched. */
const labelsToSearch = 20;

/** All labels of a row, however many. Fires `choose` with the label's id, or null when it was let go. */
@customElement('prediction-label-table')
export class LabelTable extends LitElement {
  static override styles = [
    elementStyles,
    searchBoxStyles,
    css`
      :host {
        display: block;
        --lens-table-height: 360px;
      }

      .tools {
        display: flex;
        align-items: center;
        gap: 8px;
        margin: 4px 0;
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) accessor prediction!: Classification;
  /** By falling probability. */
  @property({ attribute: false }) accessor labels: readonly RankedLabel[] = [];
  @property({ attribute: false }) accessor chosen: number | null = null;

  @state() private accessor search = '';

  override render(): TemplateResult {
    const wanted = this.search.trim().toLowerCase();
    const shown = this.labels.filter(({ label }) => label.toLowerCase().includes(wanted));
    const chosen = shown.findIndex(({ id }) => id === this.chosen);
    return html`
      ${this.labels.length > labelsToSearch ? this.#renderTools(shown.length) : nothing}
      <lens-table
        .label=${t('All labels by falling probability')}
        .columns=${this.#columns()}
        .count=${shown.length}
        .rowAt=${(index: number) => shown[index]}
        .chosen=${chosen < 0 ? [] : [chosen]}
        @choose=${(event: CustomEvent<{ index: number }>) => this.#choose(shown[event.detail.index])}
        @let-go=${() => this.#fire(null)}
      ></lens-table>
    `;
  }

  #renderTools(found: number): TemplateResult {
    const count = t('{0} of {1} labels', formatCount(found), formatCount(this.labels.length));
    return html`<div class="tools">
      ${searchBox({ label: t('Filter Labels'), value: this.search, onInput: (text) => (this.search = text) })}
      <span class="dim" role="status">${count}</span>
    </div>`;
  }

  #columns(): TableColumn<RankedLabel>[] {
    const mark = this.prediction.problemType === 'multi_label_classification' ? threshold : null;
    const says = (label: RankedLabel): boolean => isSaid(this.prediction, label);
    return [
      { id: 'id', label: t('Id'), width: '48px', align: 'end', cell: ({ id }) => formatCount(id) },
      {
        id: 'label',
        label: t('Label'),
        width: 'minmax(80px, 1fr)',
        cell: (label) => (says(label) ? html`<b>${label.label}</b>` : label.label),
      },
      {
        id: 'probability',
        label: t('Probability'),
        width: 'minmax(120px, 1fr)',
        cell: (label) =>
          html`<lens-number-bar .value=${label.probability} .wins=${says(label)} .mark=${mark}></lens-number-bar>`,
      },
      { id: 'logit', label: t('Logit'), width: '76px', align: 'end', cell: ({ logit }) => formatFixed(logit) },
    ];
  }

  #choose(label: RankedLabel | undefined): void {
    if (label) this.#fire(label.id === this.chosen ? null : label.id);
  }

  #fire(id: number | null): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }
}
