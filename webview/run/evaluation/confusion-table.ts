import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Evaluation } from '../../../src/common/contracts/training/run-folder';
import type { ThemeColours } from '../../shared/colour/theme-colours';
import { linearScale } from '../../shared/colour/scale';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import { setStyles } from '../../shared/theme/set-styles';

const shares = linearScale(0, 1);
const measures = ['precision', 'recall', 'f1'] as const;

/**
 * The confusion matrix as a table: rows are true labels, columns predicted ones, coloured by the share of the row.
 * @param measured each row ends with the label's precision, recall and F1
 */
export function confusionTable(
  { labels }: Evaluation,
  confusion: readonly (readonly number[])[],
  colours: ThemeColours,
  measured: boolean,
): TemplateResult {
  return html`<table
    class="confusion ${labels.length > 6 ? 'many' : ''}"
    aria-label=${t('Confusion matrix: rows are true labels, columns predicted ones')}
  >
    <thead>
      <tr>
        <td></td>
        ${labels.map(({ label }) => html`<th scope="col" title=${label}><div>${label}</div></th>`)}
        ${measured ? measureHeads() : nothing}
      </tr>
    </thead>
    <tbody>
      ${labels.map((row, index) => {
        const counts = confusion[index] ?? [];
        return html`<tr>
          <th scope="row" title=${row.label}><div>${row.label}</div></th>
          ${labels.map(({ label }, column) => cell(counts, column, [row.label, label], colours))}
          ${measured ? measures.map((name) => html`<td class="measure">${formatFixed(row[name], 3)}</td>`) : nothing}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function measureHeads(): TemplateResult[] {
  const names = { precision: t('precision'), recall: t('recall'), f1: 'F1' };
  return measures.map((name) => html`<th scope="col" class="measure">${names[name]}</th>`);
}

function cell(
  counts: readonly number[],
  column: number,
  [truth, predicted]: readonly [string, string],
  { tables }: ThemeColours,
): TemplateResult {
  const count = counts[column] ?? 0;
  const all = counts.reduce((sum, one) => sum + one, 0);
  const share = all === 0 ? 0 : count / all;
  const position = shares.position(share);
  const { css, textCss } = tables.sequential;
  const title = t(
    '{0} of {1} {2} read as {3}: {4} %',
    formatCount(count),
    formatCount(all),
    truth,
    predicted,
    formatFixed(100 * share, 1),
  );
  return html`<td
    class="count"
    title=${title}
    ${setStyles({ 'background-color': css[position] ?? null, color: textCss[position] ?? null })}
  >
    ${formatCount(count)}
  </td>`;
}
