import { t } from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LensState } from '../../../../src/common/contracts/lens';
import type { Classification, Run } from '../../../../src/common/contracts/run';
import { NarrowController } from '../../../shared/layout/narrow';
import '../../../shared/table/data-table';
import { elementStyles } from '../../../shared/theme/element-styles';
import { rulerFor } from '../value/ruler';
import { batchColumns } from './batch-columns';
import { batchRows } from './batch-row';

/** All rows of a batch with what the head says of each. Fires `choose` with the index of a row. */
@customElement('prediction-batch')
export class PredictionBatch extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: block;
        --lens-table-height: 340px;
      }
    `,
  ];

  @property({ attribute: false }) accessor run!: Run;
  @property({ attribute: false }) accessor prediction!: Classification;
  @property({ attribute: false }) accessor source: LensState['source'] = null;
  /** The chosen row. */
  @property({ attribute: false }) accessor row = 0;

  readonly #layout = new NarrowController(this);

  override render(): TemplateResult {
    const rows = batchRows(this.run, this.prediction, this.source);
    const ruler = rulerFor(this.prediction.rows.flatMap(({ logits }) => [...logits]));
    return html`<lens-table
      .label=${t('Rows of the batch')}
      .columns=${batchColumns(this.prediction, ruler, this.#layout.narrow)}
      .count=${rows.length}
      .rowAt=${(index: number) => rows[index]}
      .chosen=${[this.row]}
      @choose=${({ detail }: CustomEvent<{ index: number }>) => this.#choose(detail.index)}
    ></lens-table>`;
  }

  #choose(index: number): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: index }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prediction-batch': PredictionBatch;
  }
}
