import type { TokenColumns } from '../../tokenizers/encode/token-columns';
import type { ShownAxis } from '../tokens/axis';

/** A word for each shown entry: the token as the vocabulary has it, of merged tokens their text. */
export function labelsOf(tokens: TokenColumns, { pairs, entries }: ShownAxis): string[] {
  return Array.from({ length: entries }, (_, entry) => {
    const [from, to] = [pairs[2 * entry] ?? 0, pairs[2 * entry + 1] ?? 0];
    const [first, ...rest] = tokens.slice(from, to);
    return rest.length === 0 ? (first?.token ?? '') : [first, ...rest].map((token) => token?.text ?? '').join('');
  });
}
