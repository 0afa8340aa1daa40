import type { EncodedBatch } from '../../engine/tokenizers/text-tokenizer';

/** Tells the person which texts were cut, and by how much. */
export function noteCuts({ rows, maxLength }: EncodedBatch, note: (message: string) => void): void {
  for (const { input, cut } of rows) {
    if (cut.length === 0) continue;
    const which = rows.length === 1 ? 'The text' : `Text ${input + 1}`;
    note(`${which} was cut to ${maxLength ?? 'fewer'} tokens; ${cut.length} did not fit.`);
  }
}
