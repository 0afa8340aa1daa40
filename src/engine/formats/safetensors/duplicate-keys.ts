const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const spaces = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The first key that occurs twice in one object of a JSON text, or null. `JSON.parse` lets the last one win silently, so
 * that two readers could see two different files.
 * @param text JSON that was already found to be valid
 */
export function findDuplicateKey(text: string): string | null {
  const open: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b) open.push(new Set());
    else if (code === 0x7d) open.pop();
    else if (code === quote) {
      const end = endOfString(text, i);
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        const key = JSON.parse(text.slice(i, end)) as string;
        if (keys.has(key)) return key;
        keys.add(key);
      }
      i = end - 1;
    }
  }
  return null;
}

/** The index after the closing quote of the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== quote) i += text.charCodeAt(i) === backslash ? 2 : 1;
  return i + 1;
}

function isKey(text: string, from: number): boolean {
  let i = from;
  while (spaces.has(text.charCodeAt(i))) i++;
  return text.charCodeAt(i) === colon;
}
