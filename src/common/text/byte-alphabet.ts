/**
 * The alphabet of byte-level BPE (GPT-2's `bytes_to_unicode`): each byte has a printable character; those that are not
 * printable themselves take the characters from U+0100 on, in order of bytes.
 */
export const byteCharacters: readonly string[] = makeAlphabet();

/** The byte that a character of the alphabet stands for. */
export const bytesOfCharacters: ReadonlyMap<string, number> = new Map(
  byteCharacters.map((character, byte) => [character, byte]),
);

function makeAlphabet(): string[] {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    if (printable(byte)) return String.fromCodePoint(byte);
    next += 1;
    return String.fromCodePoint(next - 1);
  });
}
