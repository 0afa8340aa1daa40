import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Vocabulary } from '../../../src/common/contracts/tokens';
import { formatCount } from '../../shared/format/numbers';
import '../../shared/table/data-table';
import type { TableColumn } from '../../shared/table/table-column';
import { showSpaces } from '../strip/chip-look';

type Match = Vocabulary['matches'][number];

/** What the query is encoded to, and how many entries match it. */
export function searchSummary({ encoded, total, matches }: Vocabulary): TemplateResult {
  const pieces = encoded.map(({ readable, id }) => `${showSpaces(readable)} ${id}`).join(' · ');
  return html`
    ${
      encoded.length > 0
        ? html`<p><span class="dim">${t('Encoded')}</span> <span class="mono">${pieces}</span></p>`
        : nothing
    }
    <p class="dim">${counted(total, matches.length)}</p>
  `;
}

function counted(total: number, shown: number): string {
  if (total === 0) return t('No entry matches');
  if (total === 1) return t('1 entry matches');
  return total > shown
    ? t('{0} entries match, the first {1} are shown', formatCount(total), formatCount(shown))
    : t('{0} entries match', formatCount(total));
}

/** The entries that match, as a table; nothing where none does. */
export function matchTable({ matches }: Vocabulary): TemplateResult | typeof nothing {
  if (matches.length === 0) return nothing;
  return html`<lens-table
    .label=${t('Entries of the vocabulary')}
    .columns=${columns()}
    .count=${matches.length}
    .rowAt=${(index: number) => matches[index]}
  ></lens-table>`;
}

function columns(): TableColumn<Match>[] {
  return [
    {
      id: 'token',
      label: t('Token'),
      width: 'minmax(64px, 1fr)',
      cell: ({ readable }) => html`<span class="mono">${showSpaces(readable)}</span>`,
    },
    {
      id: 'raw',
      label: t('Raw'),
      width: 'minmax(64px, 1fr)',
      cell: ({ token }) => html`<span class="mono dim">${token}</span>`,
    },
    { id: 'id', label: t('Id'), width: '64px', align: 'end', cell: ({ id }) => id },
  ];
}
