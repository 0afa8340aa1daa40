import type { ReadText } from './read-text';

/** Where the second sentence comes from: it was typed, or the second of two selections is meant. */
export type PairChoice = ({ readonly kind: 'text'; readonly text: string } | { readonly kind: 'selection' }) &
  Pick<ReadText, 'forDecoder'>;

/** The text with its second sentence, as chosen; a choice that does not fit (not two selections) leaves it single. */
export function applyPair(read: ReadText, choice: PairChoice | null): ReadText {
  // A pair that lies in an editor was two selections once.
  const single: ReadText = read.pair?.place ? { ...read, rows: [...read.rows, read.pair], pair: null } : read;
  if (choice === null) return { ...single, pair: null };
  const { forDecoder } = choice;
  if (choice.kind === 'text') return { ...single, pair: { text: choice.text, place: null }, forDecoder };
  const [first, second, ...more] = single.rows;
  if (!first || !second || more.length > 0) return { ...single, pair: null };
  return { ...single, rows: [first], pair: second, forDecoder };
}
