/** A README without the YAML at its head, which the Hub reads and people do not. */
export function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF?---[ \t]*\r?\n(?:[^]*?\r?\n)?---[ \t]*(?:\r?\n|$)/, '');
}

/**
 * The beginning of a long text, to the end of a paragraph where one ends near; null when the text is short enough.
 * @param most characters
 */
export function beginningOf(text: string, most: number): string | null {
  if (text.length <= most) return null;
  const end = text.lastIndexOf('\n\n', most);
  return text.slice(0, end > most / 2 ? end : most);
}
