/** A span of a document, UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a document, in offsets of the document before it. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where a span lies after edits, and whether one of them changed what is in it. Text that is inserted exactly at an end
 * of the span stays outside. `edits` are those of one change event, in any order.
 */
export function trackSpan(span: Span, edits: readonly Edit[]): { span: Span; touched: boolean } {
  // From the end of the document, so that no edit moves those that are still to come.
  const ordered = [...edits].sort((a, b) => b.offset - a.offset);
  let { start, end } = span;
  let touched = false;
  for (const { offset, length, text } of ordered) {
    const editEnd = offset + length;
    const delta = text.length - length;
    if (offset >= end) continue;
    if (editEnd <= start) {
      start += delta;
      end += delta;
      continue;
    }
    touched = true;
    start = Math.min(start, offset);
    end = Math.max(end, editEnd) + delta;
  }
  return { span: { start, end }, touched };
}
