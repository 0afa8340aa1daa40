import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DataPreview } from '../../../src/common/contracts/training/data-view';
import '../../shared/elements/bar';
import { formatCount } from '../../shared/format/numbers';

const mostLabels = 8;

/** How many rows have each label, the most frequent first. */
export function labelBars({ report, labelOrigin }: DataPreview): TemplateResult {
  const labels = [...report.labels].sort((a, b) => b.count - a.count);
  const total = labels.reduce((sum, { count }) => sum + count, 0);
  const largest = labels[0]?.count ?? 0;
  const rest = labels.slice(mostLabels);
  const ofModel = labelOrigin === 'model' ? t('of the model') : labelOrigin === 'run-file' ? t('of the run file') : '';
  return html`<section class="labels">
    <h3>${t('Labels')} <span>${ofModel}</span></h3>
    <ul>
      ${labels.slice(0, mostLabels).map(
        ({ label, count }) =>
          html`<li>
            <span class="label" title=${label}>${label}</span>
            <lens-bar .fraction=${largest === 0 ? 0 : count / largest}></lens-bar>
            <span class="number">${formatCount(count)}</span>
            <span class="number dim">${share(count, total)}</span>
          </li>`,
      )}
    </ul>
    ${rest.length > 0 ? html`<p class="dim">${t('{0} more labels with {1} rows', formatCount(rest.length), formatCount(rest.reduce((sum, { count }) => sum + count, 0)))}</p>` : nothing}
  </section>`;
}

function share(count: number, total: number): string {
  const percent = total === 0 ? 0 : (100 * count) / total;
  return percent > 0 && percent < 1 ? '<1 %' : `${Math.round(percent)} %`;
}
