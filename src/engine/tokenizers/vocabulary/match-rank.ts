/** The forms of an entry that a search looks at; `folded` ones are in lower case. */
export interface SearchText {
  readonly token: string;
  readonly readable: string;
  readonly folded: string;
  readonly foldedReadable: string;
}

/** How many ranks {@link rankOf} gives, the first being for ids. */
export const ranks = 7;

/**
 * How well an entry matches: 1 and 2 are the whole form, 3 and 4 its beginning, 5 and 6 its inside; the odd ones as
 * written, the even ones with other capitals. Null where it does not match.
 */
export function rankOf(entry: SearchText, query: string, folded: string): number | null {
  if (!entry.folded.includes(folded) && !entry.foldedReadable.includes(folded)) return null;
  const exact = kindOf(entry.token, entry.readable, query);
  const loose = kindOf(entry.folded, entry.foldedReadable, folded);
  if (loose === null && exact === null) return null;
  return exact !== null && (loose === null || exact <= loose) ? exact * 2 + 1 : (loose ?? 0) * 2 + 2;
}

/** 0 whole, 1 beginning, 2 inside. */
function kindOf(raw: string, readable: string, query: string): 0 | 1 | 2 | null {
  if (raw === query || readable === query) return 0;
  if (raw.startsWith(query) || readable.startsWith(query)) return 1;
  return raw.includes(query) || readable.includes(query) ? 2 : null;
}
