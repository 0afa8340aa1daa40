import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DataPreview } from '../../../src/common/contracts/training/data-view';
import { button, buttonStyles } from '../../shared/elements/button';
import { noticeLine, noticeLineStyles } from '../../shared/elements/notice-line';
import { progressBar, progressBarStyles } from '../../shared/elements/progress-bar';
import { elementStyles } from '../../shared/theme/element-styles';
import { FormElement } from '../store/form-element';
import { labelBars } from './label-bars';
import { lengthHistogram } from './length-histogram';
import { previewStyles } from './preview-styles';
import { rowTable } from './row-table';

/** What is in the data: its first rows, how often each label is there, and how long the rows are. */
@customElement('form-preview')
export class FormPreview extends FormElement {
  static override styles = [elementStyles, buttonStyles, noticeLineStyles, progressBarStyles, previewStyles];

  override render(): TemplateResult {
    const { preview } = this.store.data;
    return html`${this.#status()} ${preview ? this.#found(preview) : nothing}`;
  }

  #status(): TemplateResult | typeof nothing {
    const { phase, message, progress } = this.store.data;
    switch (phase) {
      case 'none':
        return html`<div class="empty">
          <p>${message === '' ? t('Choose a CSV, TSV, JSONL or Parquet file: its first rows stand here.') : message}</p>
          ${button({ label: t('Choose a File…'), icon: 'folder-opened', onClick: () => this.store.perform('chooseTrainFile') })}
        </div>`;
      case 'reading':
        return html`<div class="reading" role="status">
          <span class="dim">${message}</span>
          ${progressBar({ label: t('Reading the data'), fraction: progress, text: message, active: true })}
        </div>`;
      case 'failed':
        return html`<div role="status">
          ${noticeLine({
            ...{ severity: 'error', text: message },
            action: { label: t('Other File…'), run: () => this.store.perform('chooseTrainFile') },
          })}
        </div>`;
      case 'ready':
        return nothing;
    }
  }

  #found(preview: DataPreview): TemplateResult {
    const { labels, lengths, trainRows } = preview.report;
    const table = html`<div class="card">${rowTable(preview)}</div>`;
    // Of no rows there is nothing to count.
    if (trainRows === 0) return table;
    return html`${table}
      <div class="facts">
        ${labels.length > 0 ? labelBars(preview) : nothing} ${lengths ? lengthHistogram(lengths) : nothing}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-preview': FormPreview;
  }
}
