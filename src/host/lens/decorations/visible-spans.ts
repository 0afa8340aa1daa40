import type { Span } from '../source/track-edits';

/** The parts of a span that overlap the visible ones, merged and in order. */
export function visibleSpans(span: Span, visible: readonly Span[]): Span[] {
  const parts = visible
    .map(({ start, end }) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last && part.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    else merged.push(part);
  }
  return merged;
}
