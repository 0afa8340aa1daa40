import type { MaskedPlace } from '../../../common/contracts/words/masked-words';

/** How far the text around a place reaches, in UTF-16 units. */
const reach = 20;

type Placed = Pick<MaskedPlace, 'sequence' | 'start' | 'end'>;

/**
 * The text before and behind a place, white space as single spaces and other places as the mask token; an ellipsis and no
 * part of a word where it goes on.
 */
export function textAround(
  text: string,
  places: readonly Placed[],
  index: number,
  mask: string,
): Pick<MaskedPlace, 'before' | 'after'> {
  const place = places[index];
  if (place === undefined) return { before: '', after: '' };
  const others = places.filter((other) => other !== place && other.sequence === place.sequence);
  const [from, to] = [Math.max(0, place.start - reach), Math.min(text.length, place.end + reach)];
  const before = masked(text, others, from, place.start, mask);
  const after = masked(text, others, place.end, to, mask);
  return {
    before: oneLine(from > 0 ? `…${before.replace(/^\S*\s/, '')}` : before),
    after: oneLine(to < text.length ? `${after.replace(/\s\S*$/, '')}…` : after),
  };
}

/** A stretch of the text with the places in it written as the mask token. */
function masked(text: string, places: readonly Placed[], from: number, to: number, mask: string): string {
  const parts: string[] = [];
  let at = from;
  for (const { start, end } of places.filter((place) => place.end > from && place.start < to)) {
    parts.push(text.slice(at, Math.max(at, start)), mask);
    at = Math.max(at, end);
  }
  return [...parts, text.slice(at, Math.max(at, to))].join('');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
