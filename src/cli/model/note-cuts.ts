import type { EncodedBatch } from '../../engine/tokenizers/text-tokenizer';

/** Tells the person which texts and targets were cut, and by how much. */
export function noteCuts({ rows, maxLength, targets }: EncodedBatch, note: (message: string) => void): void {
  const one = rows.length === 1;
  for (const [index, { input, cut }] of rows.entries()) {
    if (cut.length > 0) {
      note(
        `${one ? 'The text' : `Text ${input + 1}`} was cut to ${maxLength ?? 'fewer'} tokens; ${cut.length} did not fit.`,
      );
    }
    const target = targets?.rows[index];
    if (target === undefined || target.cut === 0) continue;
    const which = one ? 'The target' : `Target ${input + 1}`;
    note(`${which} was cut to ${target.length} tokens; ${target.cut} did not fit.`);
  }
}
