/** Half of a pair that has its other half: what makes code point and UTF-16 indices differ. */
const surrogatePair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;

/**
 * For each code point of `text`, and for its end, the UTF-16 index where it starts: what a code point offset is in
 * JavaScript. A lone surrogate is one code point and one unit. Null where both indices are the same throughout, which a
 * native scan tells without a table.
 */
export function utf16Table(text: string): Uint32Array | null {
  const first = text.search(surrogatePair);
  if (first === -1) return null;
  const table = new Uint32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; points += 1) {
    table[points] = unit;
    unit += isPair(text, unit) ? 2 : 1;
  }
  table[points] = text.length;
  return table.subarray(0, points + 1);
}

/** The UTF-16 index of a code point index, by the table of {@link utf16Table}; past the end gives the end. */
export function toUtf16(table: Uint32Array | null, text: string, codePoint: number): number {
  if (table === null) return Math.min(codePoint, text.length);
  return table[codePoint] ?? text.length;
}

/** True where `index` lies between the two halves of a surrogate pair. */
export function splitsPair(text: string, index: number): boolean {
  return index > 0 && isPair(text, index - 1);
}

/** The text as UTF-8 can hold it: lone surrogates become U+FFFD, each still one UTF-16 unit. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function isPair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}
