import type { TokenizerJson } from '../files/tokenizer-json';

/** The type of a tokenizer's model; files of early releases do not write it and are told apart by their fields. */
export function modelTypeOf(json: TokenizerJson): string {
  const { type, vocab, merges, max_input_chars_per_word: longestWord } = json.model;
  if (type !== undefined && type !== null) return type;
  if (Array.isArray(vocab)) return 'Unigram';
  if (merges !== undefined) return 'BPE';
  return longestWord === undefined ? 'WordLevel' : 'WordPiece';
}
