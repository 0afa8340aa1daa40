/** A byte as byte-fallback vocabularies write it: `<0xF0>`. */
export function formatByte(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

/** Bytes as text: whole UTF-8 characters as themselves, every byte that belongs to none as {@link formatByte}. */
export function readableBytes(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const size = characterSize(bytes, at);
    text += size === 0 ? formatByte(bytes[at] ?? 0) : decode(bytes, at, size);
    at += Math.max(1, size);
  }
  return text;
}

function decode(bytes: readonly number[], at: number, size: number): string {
  const first = bytes[at] ?? 0;
  let code = size === 1 ? first : first & (0x7f >> size);
  for (let next = 1; next < size; next += 1) code = (code << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return String.fromCodePoint(code);
}

/** How many bytes the character at `at` has; 0 where no whole, valid character starts (RFC 3629, table 3-7 of Unicode). */
function characterSize(bytes: readonly number[], at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  for (let next = 1; next < size; next += 1) {
    const byte = bytes[at + next];
    const [least, most] = next === 1 ? secondByteRange(first) : [0x80, 0xbf];
    if (byte === undefined || byte < least || byte > most) return 0;
  }
  return size;
}

/** Narrower after the first bytes that could otherwise start overlong forms, surrogates or more than U+10FFFF. */
function secondByteRange(first: number): [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
