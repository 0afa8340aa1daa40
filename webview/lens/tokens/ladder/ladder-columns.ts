import type { Stages, Token } from '../../../../src/common/contracts/tokens';

/** A column of the ladder: a character of the text, or the place of a token that stands for none of them. */
export interface Column {
  /** UTF-16 span in the text; empty for the place of a token. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Columns `from` to `to` (exclusive). */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
}

export interface LadderColumns {
  readonly columns: readonly Column[];
  /** For each token and each pre-token the columns that it covers. */
  readonly tokens: readonly ColumnRange[];
  readonly preTokens: readonly ColumnRange[];
}

/** The columns of a text, a character each, with places for special tokens and those of a second text between them. */
export function ladderColumns({
  text,
  tokens,
  preTokens,
}: Pick<Stages, 'text' | 'tokens' | 'preTokens'>): LadderColumns {
  const spans = tokens.map((token, index) => spanOf(token, tokens[index - 1], text));
  const places = placesBetween(spans, text.length);
  const columns: Column[] = [];
  const placeColumns = new Map<number, number>();
  const putPlaces = (until: number) => {
    for (const [index, at] of places) {
      if (at > until || placeColumns.has(index)) continue;
      placeColumns.set(index, columns.push({ start: at, end: at, text: '' }) - 1);
    }
  };
  let offset = 0;
  for (const character of text) {
    putPlaces(offset);
    columns.push({ start: offset, end: offset + character.length, text: character });
    offset += character.length;
  }
  putPlaces(text.length);
  return {
    columns,
    tokens: spans.map((span, index) => (span ? covering(columns, span) : single(placeColumns.get(index) ?? 0))),
    preTokens: (preTokens ?? []).map(({ start, end }) => covering(columns, [start, end])),
  };
}

type Span = readonly [start: number, end: number];

/** The characters under a token; null for one that stands for none of this text. A leading space counts as its own. */
function spanOf({ sequence, start, end, readable }: Token, before: Token | undefined, text: string): Span | null {
  if (sequence !== 0 || start === null || end === null || start >= end) return null;
  const free = start > 0 && text[start - 1] === ' ' && (before?.end ?? 0) < start;
  return [readable.startsWith(' ') && text[start] !== ' ' && free ? start - 1 : start, end];
}

/** Where the tokens without characters stand: behind the token before them; those behind the last one at the very end. */
function placesBetween(spans: readonly (Span | null)[], length: number): Map<number, number> {
  const last = spans.findLastIndex((span) => span !== null);
  const places = new Map<number, number>();
  let at = 0;
  spans.forEach((span, index) => {
    if (span) at = Math.max(at, span[1]);
    else places.set(index, index > last && last >= 0 ? length : at);
  });
  return places;
}

function single(column: number): ColumnRange {
  return { from: column, to: column + 1 };
}

/** The columns of characters that touch a span; an empty range where none does. */
function covering(columns: readonly Column[], [start, end]: Span): ColumnRange {
  const touches = ({ start: from, end: to }: Column) => from < end && to > start && to > from;
  const from = columns.findIndex(touches);
  return from < 0 ? { from: 0, to: 0 } : { from, to: columns.findLastIndex(touches) + 1 };
}
