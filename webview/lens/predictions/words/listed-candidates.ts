import { t } from '@vscode/l10n';
import type {
  MaskCandidate,
  MaskedPlace,
  WordCandidate,
  WordEdit,
} from '../../../../src/common/contracts/words/masked-words';
import { formatFixed } from '../../../shared/format/numbers';
import { showSpaces } from '../../strip/chip-look';
import type { ListedCandidate } from './candidate-list';

/** One token as it is listed: by its own form where it goes on with the word before or is no text. */
export function listedToken(candidate: MaskCandidate, place: MaskedPlace): ListedCandidate {
  const { tokens, text, joins, writes, logit, probability, ids } = candidate;
  const facts = t('{0}, id {1}: probability {2}, logit {3}', tokens.join(' '), ids.join(' '), formatFixed(probability), formatFixed(logit)); // prettier-ignore
  const more = joins ? t('It goes on with the word before.') : writes ? '' : t('It is no text.');
  const label = joins ? (tokens[0] ?? text) : text.trim() === '' ? showSpaces(tokens.join('')) : text;
  return { label, score: probability, ...inPlace(candidate, place), title: [facts, more].join('\n').trim() };
}

/** A whole word as it is listed. */
export function listedWord(candidate: WordCandidate, place: MaskedPlace): ListedCandidate {
  const { tokens, probabilities, score, text } = candidate;
  const pieces = tokens.map((token, at) => `${token} ${formatFixed(probabilities[at] ?? NaN)}`).join(' · ');
  const how =
    tokens.length === 1
      ? t('one token: its probability')
      : t('{0} tokens: the geometric mean of their probabilities, each given those before it', tokens.length);
  return { label: text, score, ...inPlace(candidate, place), title: `${pieces}\n${formatFixed(score)}, ${how}` };
}

/** What is written in the editor for a candidate; null for one that is no text. */
export function editOf({ text, joins, writes }: WordCandidate | MaskCandidate, place: MaskedPlace): WordEdit | null {
  if (!writes) return null;
  return { sequence: place.sequence, start: joins ? place.joinStart : place.start, end: place.end, text };
}

function inPlace(
  { text, joins }: WordCandidate | MaskCandidate,
  { before, after }: MaskedPlace,
): Pick<ListedCandidate, 'before' | 'text' | 'after'> {
  return { before: joins ? before.trimEnd() : before, text, after };
}
