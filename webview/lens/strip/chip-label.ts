import { t } from '@vscode/l10n';
import { assertNever } from '../../../src/common/assert-never';
import type { Token } from '../../../src/common/contracts/tokens';
import { formatSpan } from '../../../src/common/text/clip-text';
import { chipText, type ChipKind } from './chip-look';

/** What a screen reader says of a token, what is to be seen first: `great 372, characters 9–14, word 2`. */
export function chipLabel(token: Token, kind: ChipKind): string {
  const parts = [`${chipText(token)} ${token.id}`];
  const role = kindWord(kind);
  if (role !== null) parts.push(role);
  if (token.start !== null && token.end !== null) parts.push(t('characters {0}', formatSpan(token.start, token.end)));
  if (token.word !== null) parts.push(t('word {0}', token.word));
  return parts.join(', ');
}

/** The tooltip: the raw form first, which the chip does not show. */
export function chipTitle(token: Token, kind: ChipKind): string {
  return `${token.token}\n${chipLabel(token, kind)}`;
}

function kindWord(kind: ChipKind): string | null {
  switch (kind) {
    case 'special':
      return t('special');
    case 'padding':
      return t('padding');
    case 'cut':
      return t('cut, not read');
    case 'word':
      return null;
    default:
      return assertNever(kind);
  }
}
