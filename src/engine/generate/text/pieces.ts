import type { Piece } from '../../../common/contracts/generation/engine-requests';
import type { TextTokenizer, TokenColumns } from '../../tokenizers/text-tokenizer';

type Names = Pick<TextTokenizer, 'tokenOf' | 'isSpecial'>;

/** A token with what it adds to a text. */
export function pieceOf(id: number, text: string, tokenizer: Names): Piece {
  return { id, token: tokenizer.tokenOf(id) ?? '', text, special: tokenizer.isSpecial(id) };
}

/**
 * The tokens of a text with its own characters. Those between two tokens, such as spaces that the tokenizer drops, are the
 * later token's; a character that several tokens make is the last one's.
 */
export function piecesOf(tokens: TokenColumns, text: string, tokenizer: Names): Piece[] {
  const all = tokens.slice(0, tokens.length);
  let from = 0;
  return all.map(({ id, end }, index) => {
    if (end === null || all[index + 1]?.end === end) return pieceOf(id, '', tokenizer);
    const own = text.slice(from, end);
    from = end;
    const piece = pieceOf(id, own, tokenizer);
    // The unknown token stands for text that is not its own name.
    return piece.special && own.trim() === piece.token ? { ...piece, text: '' } : { ...piece, special: false };
  });
}
