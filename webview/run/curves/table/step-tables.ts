import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { Kept } from '../../../shared/store/kept';
import '../../../shared/table/data-table';
import type { TableColumn } from '../../../shared/table/table-column';
import { elementStyles } from '../../../shared/theme/element-styles';
import { metricName, metricsOf, titled } from '../series/metric-names';
import { formatRate } from '../series/ranges';
import type { RunSeries } from '../series/run-series';

type StepColumn = TableColumn<number>;

/** What the curves show as numbers: this run's evaluations, and its steps with the losses of the runs laid over it. */
@customElement('step-tables')
export class StepTables extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        --lens-table-height: 260px;
      }
    `,
  ];

  @property({ attribute: false }) accessor series: readonly RunSeries[] = [];
  @property({ attribute: false }) accessor name = '';

  readonly #rows = new Kept<(index: number) => number>();

  override render(): TemplateResult {
    const own = this.series[0];
    if (!own) return html`${nothing}`;
    const { evaluations } = own;
    return html`${
        evaluations.length === 0
          ? nothing
          : html`<lens-table
              .label=${t('Evaluations of {0}', this.name)}
              .columns=${evaluationColumns(own)}
              .count=${evaluations.length}
              .rowAt=${(index: number) => evaluations[index]}
            ></lens-table>`
      }<lens-table
        .label=${t('Steps of {0}', this.name)}
        .columns=${stepColumns(own)}
        .count=${own.x.length}
        .rowAt=${this.#rows.get([own], () => (index: number) => index)}
      ></lens-table>`;
  }
}

function evaluationColumns({ evaluations }: RunSeries): TableColumn<RunSeries['evaluations'][number]>[] {
  const metrics = ['eval_loss', ...metricsOf(evaluations)];
  return [
    column('step', t('Step'), ({ step }) => formatCount(step)),
    column('epoch', t('Epoch'), ({ epoch }) => formatFixed(epoch, 2)),
    ...metrics.map((key) =>
      column<RunSeries['evaluations'][number]>(key, titled(metricName(key)), (line) => formatFixed(line[key] ?? NaN)),
    ),
  ];
}

function stepColumns({ step, epoch, loss, smoothed, learningRate, gradNorm }: RunSeries): StepColumn[] {
  const fixed = (values: ArrayLike<number>, decimals: number) => (index: number) =>
    formatFixed(values[index] ?? NaN, decimals);
  return [
    column('step', t('Step'), (index) => formatCount(step[index] ?? NaN)),
    column('epoch', t('Epoch'), fixed(epoch, 2)),
    column('loss', t('Loss'), fixed(loss, 4)),
    column('smoothed', t('Smoothed'), fixed(smoothed, 4)),
    column('learningRate', t('Learning rate'), (index) => formatRate(learningRate[index] ?? NaN)),
    column('gradNorm', t('Gradient norm'), fixed(gradNorm, 3)),
  ];
}

function column<Row>(id: string, label: string, cell: (row: Row) => string): TableColumn<Row> {
  return { id, label, width: 'minmax(72px, 1fr)', align: 'end', cell };
}

declare global {
  interface HTMLElementTagNameMap {
    'step-tables': StepTables;
  }
}
