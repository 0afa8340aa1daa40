import { t } from '@vscode/l10n';
import type { GeneratedToken, Piece } from '../../../../src/common/contracts/generation/engine-requests';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { showSpaces } from '../../strip/chip-look';

/** A token in a table: without the space before it, white space alone as marks, what is no text as the vocabulary has it. */
export function pieceName({ text, token, special }: Piece): string {
  if (special || text === '') return token;
  const words = text.trim();
  return showSpaces(words === '' ? text : words);
}

/** What a screen reader says of a generated token: `small, probability 0.0551, rank 2`. `name`: what is to be seen of it. */
export function tokenLabel(token: GeneratedToken, name = pieceName(token)): string {
  const { probability, rank } = token;
  return t('{0}, probability {1}, rank {2}', name, formatFixed(probability), formatCount(rank));
}

/** The pieces as text, only its end where it is long: what was generated goes on from there. */
export function textOfPieces(pieces: readonly Piece[], most: number): string {
  let text = '';
  for (let index = pieces.length - 1; index >= 0 && text.length <= most; index -= 1) {
    const { text: added = '', token = '', special = false } = pieces[index] ?? {};
    text = `${special ? token : added}${text}`;
  }
  return text.length > most ? `…${text.slice(-most)}` : text;
}
