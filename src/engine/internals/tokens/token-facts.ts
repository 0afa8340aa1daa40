import type { TokenColumns } from '../../tokenizers/encode/token-columns';
import { paddingRow } from '../../tokenizers/encode/token-columns';

/**
 * What pictures need to know of the tokens of a row. Padding lies on one side, so real tokens are one stretch; where a
 * decoder is given a padded text itself, padding behind its start token counts as special tokens.
 */
export interface TokenFacts {
  /** Tokens of the row, padding included. */
  readonly length: number;
  /** The first real token, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** By token of the row. */
  readonly special: Uint8Array;
  /** A number for each word of the row, by token; -1 for tokens that belong to none. */
  readonly words: Int32Array;
}

/** What SentencePiece has in place of a space. */
const wordMark = '▁';

/** The facts of encoded tokens. */
export function tokenFacts(tokens: TokenColumns): TokenFacts {
  const { length, rows, source } = tokens;
  const isReal = (row: number): boolean => row !== paddingRow;
  const from = Math.max(0, rows.findIndex(isReal));
  const special = new Uint8Array(length).fill(1);
  const words = new Int32Array(length).fill(-1);
  let previous = '';
  let word = -1;
  rows.forEach((row, index) => {
    if (!isReal(row)) return;
    special[index] = source.special[row] === 1 ? 1 : 0;
    const [sequence, number] = [source.sequenceAt(row), source.wordAt(row)];
    const key = sequence === null || number === null ? '' : `${sequence}.${number}`;
    // Tokenizers without a step that splits words (Llama's) take a text for one word, and mark where one begins.
    const begins = key !== previous || source.tokens[row]?.startsWith(wordMark) === true;
    if (key !== '' && begins) word += 1;
    if (key !== '') words[index] = word;
    previous = key;
  });
  return { length, from, to: rows.findLastIndex(isReal) + 1, special, words };
}
