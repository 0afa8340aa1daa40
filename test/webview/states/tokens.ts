import type { RunRow } from '../../../src/common/contracts/run';
import { firstTokens } from '../../../src/common/contracts/run';
import type { Token } from '../../../src/common/contracts/tokens';

/** A token of RoBERTa's tokenizer as the states below spell it: form in the vocabulary, id, word. */
export type Piece = readonly [token: string, id: number, word: number | null];

const specials = new Set(['<s>', '</s>', '<pad>']);

/** Tokens with the offsets that their forms have in `text`, one after the other (`Ġ` is the space before a word). */
export function tokensOf(text: string, pieces: readonly Piece[]): Token[] {
  let at = 0;
  return pieces.map(([token, id, word]) => {
    if (specials.has(token)) return specialToken(token, id);
    const form = token.replace('Ġ', '');
    const start = text.indexOf(form, at);
    at = start + form.length;
    return {
      id,
      token,
      text: form,
      readable: token.replace('Ġ', ' '),
      start,
      end: at,
      sequence: 0,
      special: false,
      typeId: 0,
      word,
      attention: 1,
    };
  });
}

function specialToken(token: string, id: number): Token {
  const place = { text: '', start: null, end: null, sequence: null, word: null, typeId: 0 } as const;
  return { id, token, readable: token, ...place, special: true, attention: token === '<pad>' ? 0 : 1 };
}

/** A row of a batch that is `positions` long, padded right. */
export function rowOf(input: number, tokens: readonly Token[], positions = tokens.length): RunRow {
  const padding = positions - tokens.length;
  const ofText = tokens.filter(({ sequence }) => sequence !== null);
  const padded = [...tokens, ...Array.from({ length: padding }, () => specialToken('<pad>', 1))];
  return {
    input,
    window: 0,
    length: tokens.length,
    padding,
    textTokens: ofText.length,
    textUnits: (ofText.at(-1)?.end ?? 0) - (ofText[0]?.start ?? 0),
    cut: 0,
    cutSpan: null,
    cutPairSpan: null,
    tokens: padded.slice(0, firstTokens),
    cutTokens: [],
  };
}

/** A text of `count` words and its tokens, one a word, between the special tokens. */
export function longText(count: number): { text: string; tokens: Token[] } {
  const words = ['the', 'course', 'went', 'well', 'and', 'then', 'however', 'it', 'was', 'long'];
  const wordAt = (index: number): string => words[index % words.length] ?? 'the';
  const text = Array.from({ length: count }, (_, index) => wordAt(index)).join(' ');
  const pieces = Array.from({ length: count }, (_, index): Piece => {
    const space = index === 0 ? '' : 'Ġ';
    return [`${space}${wordAt(index)}`, 1000 + (index % words.length), index];
  });
  return { text, tokens: tokensOf(text, [['<s>', 0, null], ...pieces, ['</s>', 2, null]]) };
}
