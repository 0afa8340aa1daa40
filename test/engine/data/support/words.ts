/** The words of a text as BERT's pre-tokenizer parts it: at spaces, each punctuation mark a word of its own. */
export function splitIntoWords(text: string): string[] {
  return text.match(/[\p{P}\p{S}]|[^\s\p{P}\p{S}]+/gu) ?? [];
}
