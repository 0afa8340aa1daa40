import { splitsPair } from './utf16';

/** The beginning of a text, at most `maxUnits` UTF-16 units of it and never half a surrogate pair. */
export function clipText(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const end = Math.max(0, maxUnits);
  return text.slice(0, splitsPair(text, end) ? end - 1 : end);
}

/** A UTF-16 span as the views write it: `4–9`, and `4` where it is empty. */
export function formatSpan(start: number, end: number): string {
  return start === end ? String(start) : `${start}–${end}`;
}
