import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Token } from '../../../src/common/contracts/tokens';
import { formatSpan } from '../../../src/common/text/clip-text';
import type { TableColumn } from '../../shared/table/table-column';
import { chipText } from '../strip/chip-look';

export interface TokenColumnsParams {
  /** Shows the vocabulary's own writing as well. */
  readonly rawForm: boolean;
  /** Whether the text was read with a second one. */
  readonly pair: boolean;
  /** Leaves the last columns out, so that what a token is stays readable. */
  readonly narrow: boolean;
}

/** The columns of the token table. */
export function tokenColumns({ rawForm, pair, narrow }: TokenColumnsParams): TableColumn<Token>[] {
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
    { id: 'characters', label: t('Characters'), width: 'minmax(80px, 1fr)', cell: (token) => dim(place(token, pair)) },
  ];
  if (narrow) return all;
  return [
    ...all,
    { id: 'word', label: t('Word'), width: '52px', align: 'end', cell: ({ word }) => dim(word ?? '') },
    { id: 'type', label: t('Type'), width: '44px', align: 'end', cell: ({ typeId }) => dim(typeId) },
    { id: 'mask', label: t('Mask'), width: '44px', align: 'end', cell: ({ attention }) => dim(attention) },
  ];
}

/** The token as its chip has it; what stands for no text is dim. */
function readable(token: Token): TemplateResult {
  return mono(chipText(token), token.special || token.attention === 0 ? 'dim' : '');
}

/** Where the token is in the text; for one that stands for none, what it is instead. */
function place(token: Token, pair: boolean): string {
  if (token.attention === 0) return t('padding');
  return token.special ? t('special') : span(token, pair);
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
