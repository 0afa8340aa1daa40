/** What stands for itself between the quotes: letters, marks, numbers, punctuation, symbols and the plain space. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text as a Python string literal in double quotes, equal to it character by character. What cannot be seen is escaped,
 * as Python's `repr` does: control and format characters (so nothing is reordered on screen), separators, lone surrogates.
 */
export function pythonString(text: string): string {
  let literal = '"';
  for (const character of text)
    literal += named[character] ?? (printable.test(character) ? character : escape(character));
  return `${literal}"`;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
