import type { GenerationPrompt, Piece } from '../../../common/contracts/generation/engine-requests';
import { defaultEncodeOptions } from '../../../common/contracts/run';
import type { TextTokenizer } from '../../tokenizers/text-tokenizer';
import { GrowingText } from '../text/growing-text';
import { pieceOf, piecesOf } from '../text/pieces';

/** A text to go on from as the model reads it. */
export interface ReadPrompt {
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
}

/**
 * Encodes a prompt, whole: one that is cut would be gone on from elsewhere. Without a single token it is the token that
 * texts begin with, as in transformers, where there is one.
 * @param addSpecialTokens false for what a chat template made, which has them already
 */
export async function readPrompt(
  tokenizer: TextTokenizer,
  text: string,
  addSpecialTokens: boolean,
): Promise<ReadPrompt> {
  const options = { ...defaultEncodeOptions, addSpecialTokens, maxLength: null };
  const { main } = await tokenizer.encode({ text, pair: null }, options);
  const begin = tokenizer.info.specialTokens.find(({ role }) => role === 'bos');
  if (main.length === 0 && begin !== undefined) return { ids: [begin.id], pieces: [pieceOf(begin.id, '', tokenizer)] };
  return { ids: [...main.ids], pieces: piecesOf(main, text, tokenizer) };
}

/** As many tokens are decoded with those behind them as can matter: of the last words. */
const mostBefore = 6;

/** A prompt's text that grows by tokens behind it. @param readsApart true where the model's own text begins anew */
export function growthBehind(tokenizer: TextTokenizer, { ids }: ReadPrompt, readsApart: boolean): GrowingText {
  const decode = (some: readonly number[]): Promise<string> => tokenizer.decode(some, true);
  return new GrowingText(decode, readsApart ? [] : ids.slice(-mostBefore));
}

/** The pieces of tokens that are behind a prompt already; the text grows by them. */
export async function prefixPieces(
  tokenizer: TextTokenizer,
  growth: GrowingText,
  prefix: GenerationPrompt['prefix'],
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const id of prefix) {
    pieces.push(pieceOf(id, tokenizer.isSpecial(id) ? '' : await growth.push(id), tokenizer));
  }
  return pieces;
}
