import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Comparison } from '../../../src/common/contracts/training/run-view';
import '../../shared/elements/number-bar';
import { formatCount, formatFixed } from '../../shared/format/numbers';

/** So many labels stand there, the rest is summed. */
const mostLabels = 5;

/** How one model reads the selection: its labels, its number, or why there are none. */
export function reading({ labels, value, reason }: Comparison['base'], name: string): TemplateResult {
  return html`<section class="reading">
    <h3 title=${name}>${name}</h3>
    ${value === null ? nothing : html`<p class="number-alone">${formatFixed(value)}</p>`}
    ${labels ? labelRows(labels) : nothing} ${reason === null ? nothing : html`<p class="dim">${reason}</p>`}
  </section>`;
}

function labelRows(labels: NonNullable<Comparison['base']['labels']>): TemplateResult {
  const rest = labels.slice(mostLabels);
  const sum = rest.reduce((total, { probability }) => total + probability, 0);
  return html`<ul>
    ${labels.slice(0, mostLabels).map(
      ({ label, probability }, index) =>
        html`<li class=${index === 0 ? 'wins' : ''}>
          <span class="label" title=${label}>${label}</span>
          <lens-number-bar .value=${probability} .wins=${index === 0}></lens-number-bar>
        </li>`,
    )}
    ${rest.length === 0 ? nothing : html`<li class="dim">${t('{0} more, {1} together', formatCount(rest.length), formatFixed(sum))}</li>`}
  </ul>`;
}
