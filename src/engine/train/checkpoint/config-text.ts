/** Strings, so that nothing in them is taken for a number, and numbers. */
const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Begins what stands for a number as it was written; JSON writes this character in strings as an escape alone. */
const mark = '\u0000';
const written = /"\\u0000([^"]*)"/g;

/**
 * config.json of a model that was made from another's: numbers that are the same are written as they were. For Python 1.0 and
 * 1 are two types, and transformers refuses one for the other; for JavaScript they are one.
 * @param before the text of the other's config.json
 */
export function configText(config: Readonly<Record<string, unknown>>, before: string): string {
  const spelled: unknown = JSON.parse(
    before
      .replace(/^\uFEFF/, '')
      .replace(stringsAndNumbers, (token) => (/^-?\d+$|^"/.test(token) ? token : JSON.stringify(mark + token))),
  );
  return `${JSON.stringify(respelled(config, spelled), undefined, 2).replace(written, '$1')}\n`;
}

/** The value, with marked spellings where both sides have the same number. */
function respelled(value: unknown, spelled: unknown): unknown {
  if (typeof value === 'number' && typeof spelled === 'string') {
    const number = spelled.startsWith(mark) ? Number(spelled.slice(mark.length)) : NaN;
    return number === value ? spelled : value;
  }
  // A string that begins with the mark itself would be taken for a spelling.
  if (typeof value === 'string') return value.startsWith(mark) ? value.slice(mark.length) : value;
  if (Array.isArray(value)) {
    const items: unknown[] = Array.isArray(spelled) ? spelled : [];
    return value.map((item, index) => respelled(item, items[index]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const fields = typeof spelled === 'object' && spelled !== null ? (spelled as Record<string, unknown>) : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, respelled(each, Object.hasOwn(fields, key) ? fields[key] : null)]),
  );
}
