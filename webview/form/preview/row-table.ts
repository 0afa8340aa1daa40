import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DataPreview, PreviewRow } from '../../../src/common/contracts/training/data-view';
import { formatCount } from '../../shared/format/numbers';
import { badWords } from './bad-words';

const mostRows = 5;
const roles = ['tokens_column', 'text_column', 'text_pair_column', 'target_column', 'label_column'] as const;

/** The first rows: the columns that are used, in the order in which they are read, and how many tokens a row has. */
export function rowTable({ columns, guess, rows }: DataPreview): TemplateResult {
  const used = roles.flatMap((role) => {
    const index = columns.findIndex(({ name }) => name === guess[role]);
    return index < 0 ? [] : [{ index, name: columns[index]?.name ?? '' }];
  });
  const shown = used.length > 0 ? used : columns.slice(0, 3).map(({ name }, index) => ({ index, name }));
  const counted = rows.some(({ tokens }) => tokens !== null);
  return html`<table aria-label=${t('First rows')}>
    <thead>
      <tr>
        ${shown.map(({ name }) => html`<th scope="col" title=${name}>${name}</th>`)}
        ${counted ? html`<th scope="col" class="number">${t('tokens')}</th>` : nothing}
      </tr>
    </thead>
    <tbody>
      ${rows.slice(0, mostRows).map((row) => rowOf(row, shown, counted))}
    </tbody>
  </table>`;
}

function rowOf(
  { cells, tokens, bad, line }: PreviewRow,
  shown: readonly { index: number }[],
  counted: boolean,
): TemplateResult {
  const title = bad === null ? t('line {0}', formatCount(line)) : t('line {0}: {1}', formatCount(line), badWords(bad));
  return html`<tr class=${bad === null ? '' : 'bad'} title=${title}>
    ${shown.map(({ index }, at) => {
      const text = cells[index] ?? '';
      const why = at === 0 && bad !== null ? html`<span class="why">${badWords(bad)}</span> ` : nothing;
      return html`<td title=${text}>${why}${text}</td>`;
    })}
    ${counted ? html`<td class="number">${tokens === null ? '' : formatCount(tokens)}</td>` : nothing}
  </tr>`;
}
