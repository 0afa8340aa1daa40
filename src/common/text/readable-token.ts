import { assertNever } from '../assert-never';
import { bytesOfCharacters } from './byte-alphabet';
import { readableBytes } from './byte-text';

/**
 * How a vocabulary writes text: `byteLevel` as characters that stand for bytes (`Ġis`), `metaspace` with `▁` for a space,
 * `wordPiece` with a prefix (`##`) on the inner pieces of a word, `plain` as it is.
 */
export type TokenStyle =
  { readonly kind: 'byteLevel' | 'metaspace' | 'plain' } | { readonly kind: 'wordPiece'; readonly prefix: string };

/**
 * What a person should read for a token of the vocabulary: `Ġis` and `▁is` are ` is`, `Ċ` a newline, `##ing` is `ing`;
 * bytes that make no whole character are written `<0xF0>`. Special and other added tokens are not written in the
 * vocabulary's style: show them as they are.
 */
export function readableToken(token: string, style: TokenStyle): string {
  switch (style.kind) {
    case 'byteLevel':
      return readableByteLevel(token);
    case 'metaspace':
      return token.replaceAll('▁', ' ');
    case 'wordPiece':
      return style.prefix !== '' && token.length > style.prefix.length && token.startsWith(style.prefix)
        ? token.slice(style.prefix.length)
        : token;
    case 'plain':
      return token;
    default:
      return assertNever(style);
  }
}

/** A token that holds anything outside the byte alphabet was not written in it. */
function readableByteLevel(token: string): string {
  const bytes: number[] = [];
  for (const character of token) {
    const byte = bytesOfCharacters.get(character);
    if (byte === undefined) return token;
    bytes.push(byte);
  }
  return readableBytes(bytes);
}
