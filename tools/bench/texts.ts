let next = 0;

/** A text that was not seen before: `tokens` tokens of the benchmark's tokenizer, the two special ones counted. */
export function newText(tokens: number): string {
  const words = Array.from({ length: tokens - 2 }, () => `w${next++ % 30_000}`);
  return words.join(' ');
}

export function newTexts(count: number, tokens: number): string[] {
  return Array.from({ length: count }, () => newText(tokens));
}
