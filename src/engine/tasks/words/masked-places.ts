import type { RunInput } from '../../../common/contracts/run';
import type { MaskedPlace } from '../../../common/contracts/words/masked-words';
import { tokenFacts } from '../../internals/tokens/token-facts';
import type { EncodedRow } from '../../tokenizers/text-tokenizer';
import { textAround } from './text-around';

/** The mask token of a tokenizer. */
export interface MaskToken {
  readonly id: number;
  readonly token: string;
}

type Span = Pick<MaskedPlace, 'from' | 'to'>;

/**
 * What is masked in a row, in order: the words of the chosen tokens, each with all its pieces, and the mask tokens of the
 * text itself. Special tokens and padding are no words, so choosing them masks nothing.
 */
export function maskedPlaces(
  row: EncodedRow,
  input: RunInput,
  chosen: readonly number[],
  mask: MaskToken,
): MaskedPlace[] {
  const spans = spansOf(row, chosen, mask.id);
  const places = spans.flatMap((span) => placeOf(row, input, span, mask) ?? []);
  return places.map((place, index) => ({
    ...place,
    ...textAround(textOf(input, place.sequence), places, index, mask.token),
  }));
}

function spansOf({ tokens }: EncodedRow, chosen: readonly number[], maskId: number): Span[] {
  const { ids } = tokens;
  const { words } = tokenFacts(tokens);
  const spans = new Map<number, Span>();
  ids.forEach((id, index) => {
    if (id === maskId && tokens.at(index).sequence !== null) spans.set(index, { from: index, to: index + 1 });
  });
  const isOf = (word: number, index: number): boolean => words[index] === word && ids[index] !== maskId;
  for (const index of chosen) {
    const word = words[index] ?? -1;
    if (word < 0 || ids[index] === maskId) continue;
    let [from, to] = [index, index + 1];
    while (isOf(word, from - 1)) from -= 1;
    while (isOf(word, to)) to += 1;
    spans.set(from, { from, to });
  }
  return [...spans.values()].sort((a, b) => a.from - b.from);
}

function placeOf(
  { tokens }: EncodedRow,
  input: RunInput,
  { from, to }: Span,
  mask: MaskToken,
): Omit<MaskedPlace, 'before' | 'after'> | null {
  const [first, last] = [tokens.at(from), tokens.at(to - 1)];
  if (first.sequence === null || first.start === null || last.end === null) return null;
  const text = textOf(input, first.sequence);
  // Some tokenizers count the space before a word to it.
  const written = text.slice(first.start, last.end);
  const start = first.start + (written.length - written.trimStart().length);
  const end = Math.max(start, last.end - (written.length - written.trimEnd().length));
  const joinStart = text.slice(0, start).trimEnd().length;
  const word = first.id === mask.id ? null : text.slice(start, end);
  return { from, to, sequence: first.sequence, start, end, joinStart, word };
}

function textOf({ text, pair }: RunInput, sequence: 0 | 1): string {
  return sequence === 0 ? text : (pair ?? '');
}
