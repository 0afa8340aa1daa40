import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import { formatFixed } from '../../shared/format/numbers';
import { metricName, metricsOf } from '../curves/series/metric-names';

/** The numbers of the whole evaluation in a line: `rows: true label; columns: predicted; accuracy 0.9426, F1 0.9274`. */
export function metricFacts({ metrics, confusion, epoch, step }: Evaluation): TemplateResult {
  const keys = ['eval_loss', ...metricsOf([{ step, epoch, eval_loss: null, ...metrics }])];
  const shown = keys.filter((key) => typeof metrics[key] === 'number');
  return html`${confusion ? html`<p class="caption">${t('rows: true label; columns: predicted; colour: share of the row')}</p>` : nothing}
    <dl class="metrics">
      ${shown.map(
        (key) =>
          html`<div>
            <dt>${metricName(key)}</dt>
            <dd>${formatFixed(metrics[key] ?? NaN)}</dd>
          </div>`,
      )}
    </dl>`;
}

/** Why there is no confusion matrix. */
export function withoutMatrix(task: string, labels: number): string {
  if (labels > 0)
    return t('A row may have several labels, so each label is measured by itself and there is no confusion matrix.');
  switch (task) {
    case 'text-classification':
      return t('A regression is measured by how far its numbers lie from the true ones.');
    case 'text-generation':
    case 'fill-mask':
      return t(
        'Perplexity says among how many tokens the model hesitates: exp of the evaluation loss. Lower is better.',
      );
    case 'text2text-generation':
      return t('The loss says how surely the model writes the targets, token by token. Lower is better.');
    default:
      return t('This task has no confusion matrix.');
  }
}
