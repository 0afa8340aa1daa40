import type { Token } from '../../../src/common/contracts/tokens';

/** A token with what a test says of it; otherwise a plain word of the first text. */
export function token(rest: Partial<Token> = {}): Token {
  const text = rest.text ?? '';
  return {
    id: 7,
    token: text,
    text,
    readable: text,
    start: null,
    end: null,
    sequence: null,
    special: false,
    typeId: 0,
    word: null,
    attention: 1,
    ...rest,
  };
}

/** A token of the first text by its span; `readable` may say more than the span, such as a space before. */
export function piece(source: string, start: number, end: number, word: number, rest: Partial<Token> = {}): Token {
  const text = source.slice(start, end);
  return token({ text, start, end, sequence: 0, word, ...rest });
}

export function special(name: string, id: number): Token {
  return token({ token: name, id, special: true });
}
