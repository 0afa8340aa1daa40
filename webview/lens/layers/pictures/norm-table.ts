import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { formatFixed } from '../../../shared/format/numbers';
import { afterState, stateName } from '../scene/layer-names';
import type { LayersScene } from '../scene/layers-scene';

/** Longer texts are read by moving the heatmap's cell. */
const mostRows = 100;

/** The norms of the chosen layer and of the one before as a table for screen readers. */
export function normTable({ axis, overview, state }: LayersScene): TemplateResult {
  const normOf = (at: number, entry: number) => formatFixed(overview.norms[at * axis.count + entry] ?? NaN, 3);
  const states = state === 0 ? [0] : [state - 1, state];
  return html`<table slot="table" class="visually-hidden">
    <caption>
      ${t('Norm of each token {0}', afterState(state))}
    </caption>
    <tr>
      <th scope="col">${t('Token')}</th>
      ${states.map((at) => html`<th scope="col">${stateName(at)}</th>`)}
    </tr>
    ${Array.from(
      { length: Math.min(mostRows, axis.count) },
      (_, entry) =>
        html`<tr>
          <th scope="row">${axis.label(entry)}</th>
          ${states.map((at) => html`<td>${normOf(at, entry)}</td>`)}
        </tr>`,
    )}
  </table>`;
}
