import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Token } from '../../../src/common/contracts/tokens';
import { formatSpan } from '../../../src/common/text/clip-text';
import type { TableColumn } from '../../shared/table/table-column';
import { chipText } from '../strip/chip-look';

/** Below this width the last columns are left out, so that what a token is stays readable. */
const narrow = 460;

/** The columns of the token table. `rawForm` shows the vocabulary's own writing; `width` is what the table has, in px. */
export function tokenColumns(rawForm: boolean, pair: boolean, width: number): TableColumn<Token>[] {
  const raw: TableColumn<Token> = {
    id: 'raw',
    label: t('Raw'),
    width: 'minmax(72px, 1fr)',
    cell: ({ token }) => mono(token, 'dim'),
  };
  const all: TableColumn<Token>[] = [
    { id: 'number', label: '#', width: '44px', align: 'end', cell: (_, index) => dim(index) },
    { id: 'token', label: t('Token'), width: 'minmax(72px, 1fr)', cell: (token) => readable(token) },
    ...(rawForm ? [raw] : []),
    { id: 'id', label: t('Id'), width: '64px', align: 'end', cell: ({ id }) => id },
    { id: 'characters', label: t('Characters'), width: 'minmax(80px, 1fr)', cell: (token) => dim(span(token, pair)) },
  ];
  if (width < narrow) return all;
  return [
    ...all,
    { id: 'word', label: t('Word'), width: '52px', align: 'end', cell: ({ word }) => dim(word ?? '') },
    { id: 'type', label: t('Type'), width: '44px', align: 'end', cell: ({ typeId }) => dim(typeId) },
    { id: 'mask', label: t('Mask'), width: '44px', align: 'end', cell: ({ attention }) => dim(attention) },
  ];
}

function readable(token: Token): TemplateResult {
  if (token.attention === 0) return dim(t('padding'));
  return token.special ? dim(t('special')) : mono(chipText(token), '');
}

/** `4–9`; in a pair with the number of the text. */
function span({ start, end, sequence }: Token, pair: boolean): string {
  if (start === null || end === null || sequence === null) return '';
  const characters = formatSpan(start, end);
  return pair ? t('{0} of text {1}', characters, sequence + 1) : characters;
}

function mono(text: string, classes: string): TemplateResult {
  return html`<span class="mono ${classes}">${text}</span>`;
}

function dim(text: string | number): TemplateResult {
  return html`<span class="dim">${text}</span>`;
}
