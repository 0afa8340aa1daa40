import type { TokenColumns } from '../../tokenizers/text-tokenizer';

/** What a loss does not ask for (`ignore_index` of torch's cross-entropy). */
export const ignored = -100;

/**
 * A label a token: the first token of each word has the word's, all others have -100, as `tokenize_and_align_labels` of
 * transformers' examples gives them. A token that stands for the space before a word is the word's, as where words are
 * encoded one by one.
 * @param words UTF-16 spans of the words in the text, in order
 */
export function wordLabels(
  tokens: TokenColumns,
  words: readonly (readonly [start: number, end: number])[],
  labels: Int32Array,
): Int32Array {
  const { source, rows } = tokens;
  let word = 0;
  let labelled = -1;
  return rows.map((row) => {
    if (source.sequenceAt(row) === null) return ignored;
    const place = Math.max(source.starts[row] ?? 0, (source.ends[row] ?? 0) - 1);
    while (word < words.length && (words[word]?.[1] ?? 0) <= place) word += 1;
    if (word >= words.length || word === labelled) return ignored;
    labelled = word;
    return labels[word] ?? ignored;
  });
}
