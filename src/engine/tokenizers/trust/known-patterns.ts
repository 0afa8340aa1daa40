import { createHash } from 'node:crypto';

const contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const rest = String.raw`\s*[\r\n]+|\s+(?!\S)|\s+`;
const upper = String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`;
const lower = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`;
const anyCase = (end: string) =>
  String.raw`[^\r\n\p{L}\p{N}]?${upper}*${lower}+${end}|[^\r\n\p{L}\p{N}]?${upper}+${lower}*${end}`;

/**
 * Regular expressions of published tokenizers, known to take time in proportion to the text: of GPT-2, Llama 3, Qwen,
 * o200k, Tekken, CLIP, DeepSeek, and the white space rules of converted SentencePiece models.
 */
const knownPatterns: ReadonlySet<string> = new Set([
  String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
  String.raw`'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`,
  ...[String.raw`\p{N}`, String.raw`\p{N}{1,3}`].flatMap((digits) => [
    String.raw`${contractions}|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|${rest}`,
    String.raw`${contractions}|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|${digits}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|${rest}`,
    String.raw`${anyCase('')}|${digits}| ?[^\s\p{L}\p{N}]+[\r\n/]*|${rest}`,
    String.raw`${anyCase(`${contractions}?`)}|${digits}| ?[^\s\p{L}\p{N}]+[\r\n/]*|${rest}`,
    digits,
  ]),
  '[0-9][0-9][0-9]',
  '[一-龥぀-ゟ゠-ヿ]+',
  ' {2,}',
  String.raw`\s{2,}|[\n\r\t]`,
  String.raw`\s+`,
  String.raw`[\r\n]`,
  String.raw`\n`,
  ' ',
]);

/** Whether an expression is one that published tokenizers have and that takes linear time. */
export function isKnownPattern(pattern: string): boolean {
  return knownPatterns.has(pattern);
}

/** SHA-256 of the character maps that SentencePiece carries: nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf. */
const knownCharsmaps: ReadonlySet<string> = new Set([
  '22342cc048ea558ae308e80926aa93616b88653ddf6f2bb26e3cf24eae8972b8',
  'de92dc72e0a889f99b2625eb6fab03e9f87c436402cb4be61f1b05003bec705e',
  'f0d7aebc9f5b7ef32a4ed371eab715724996ed886a20b24d48e5a76c47c5e652',
  '916ce70b049ab7ff559a1853fdac0a02f9077e76e9aa2a99fb7beff163cfc5ad',
]);

/** Whether a character map (base64) is one of SentencePiece's own; the library does not survive broken ones. */
export function isKnownCharsmap(charsmap: string): boolean {
  return knownCharsmaps.has(createHash('sha256').update(charsmap).digest('hex'));
}
