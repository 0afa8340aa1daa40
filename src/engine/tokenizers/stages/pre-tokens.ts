import type { Stages, Token } from '../../../common/contracts/tokens';
import { toUtf16, utf16Table, wellFormed } from '../../../common/text/utf16';
import type { Lexicon } from '../info/lexicon';

type PreTokens = NonNullable<Stages['preTokens']>;
/** What the library gives: the piece, and its code point span in the string that was pre-tokenized. */
type Piece = readonly [text: string, span: readonly [number, number]];

/**
 * Pre-tokens with spans of the source. The library gives spans of the normalised text, and no way back. Where
 * normalising changed nothing they are the source's. Else each word of the encoding is a pre-token, which spans what its
 * tokens span; its text is the library's piece where there are as many of those, and the source between otherwise (added
 * tokens in the text, pieces without tokens). So a span is never wrong, at worst without the space that was trimmed off.
 */
export function preTokenSpans(
  text: string,
  normalized: string,
  pieces: readonly Piece[],
  tokens: readonly Token[],
  lexicon: Lexicon,
): PreTokens {
  const plain = !tokens.some((token) => token.sequence === 0 && lexicon.isFoundBeforeSplit(token.id));
  if (plain && normalized === wellFormed(text)) return spansOfPieces(text, pieces);
  const words = wordSpans(tokens);
  const named = plain && words.length === pieces.length;
  return words.map(([start, end], index) => ({
    text: (named ? pieces[index]?.[0] : undefined) ?? text.slice(start, end),
    start,
    end,
  }));
}

function spansOfPieces(text: string, pieces: readonly Piece[]): PreTokens {
  const table = utf16Table(text);
  return pieces.map(([piece, [start, end]]) => ({
    text: piece,
    start: toUtf16(table, text, start),
    end: toUtf16(table, text, end),
  }));
}

function wordSpans(tokens: readonly Token[]): [number, number][] {
  const spans = new Map<number, [number, number]>();
  for (const { word, start, end, sequence } of tokens) {
    if (word === null || sequence !== 0 || start === null || end === null) continue;
    const span = spans.get(word);
    spans.set(word, span === undefined ? [start, end] : [Math.min(span[0], start), Math.max(span[1], end)]);
  }
  return [...spans.values()];
}
