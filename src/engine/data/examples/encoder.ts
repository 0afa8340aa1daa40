import type { TrainingTask } from '../../../common/contracts/training/run-file';
import { defaultEncodeOptions } from '../../../common/contracts/run';
import type { DataModel } from '../data-model';
import type { LabelledRow } from '../rows/labelled-row';
import type { EncodedText, TokenColumns } from '../../tokenizers/text-tokenizer';
import type { Example } from './example';
import { wordLabels } from './word-labels';

/** A row as the model reads it, and how long it would be without the cut. */
export type Encoded = Pick<Example, 'inputIds' | 'tokenTypeIds' | 'label'> & { readonly length: number };

export type Encoder = (row: LabelledRow) => Promise<Encoded>;

/**
 * How rows of a task become examples.
 * @param maxLength in tokens, special ones included: of the text, and of a target
 */
export function encoderFor(task: TrainingTask, model: DataModel, maxLength: number): Encoder {
  const encode = (text: string, pair: string | null, length: number) =>
    model.tokenizer.encode({ text, pair }, { ...defaultEncodeOptions, maxLength: length });
  const columns = columnsWith(new TokenTypes());
  switch (task) {
    case 'text-classification':
      return async ({ text, pair, label }) => columns(await encode(text, pair, maxLength), label, pair !== null);
    case 'token-classification':
      return async (row) => {
        const { words, text } = joined(row.words ?? []);
        const encoded = await encode(text, null, maxLength);
        return columns(encoded, wordLabels(encoded.main, words, row.label as Int32Array));
      };
    case 'text-generation':
      return async ({ text }) => {
        const encoded = columns(await encode(text, null, roomBeforeEnd(model, maxLength)), null);
        return ended(encoded, model.endTokenId);
      };
    case 'text2text-generation':
      return async ({ text, target }) => {
        const written = await encode(target ?? '', null, maxLength);
        return columns(await encode(text, null, maxLength), written.main.ids);
      };
    case 'fill-mask':
      return async ({ text }) => {
        const encoded = await encode(text, null, maxLength);
        const { rows, source } = encoded.main;
        return columns(
          encoded,
          Uint8Array.from(rows, (row) => source.special[row] ?? 0),
        );
      };
  }
}

/** Whether a text alone has token types other than 0: the first one tells, as they follow from the tokenizer's template. */
class TokenTypes {
  #singles: boolean | undefined;

  /** Null where all are 0. */
  of(tokens: TokenColumns, isPair: boolean): Int32Array | null {
    if (!isPair && this.#singles === false) return null;
    const types = tokens.typeIds();
    const isTyped = types.some((type) => type !== 0);
    if (!isPair) this.#singles = isTyped;
    return isTyped ? types : null;
  }
}

function columnsWith(types: TokenTypes) {
  return ({ main, cut }: EncodedText, label: Example['label'], isPair = false): Encoded => {
    return { inputIds: main.ids, tokenTypeIds: types.of(main, isPair), label, length: main.length + cut.length };
  };
}

/** Room for the token that ends a text, which a text that is cut has as well. */
function roomBeforeEnd({ endTokenId }: DataModel, maxLength: number): number {
  return endTokenId === null ? maxLength : maxLength - 1;
}

/** One row is one text and the end token behind it, unless the tokenizer has put it there. */
function ended(encoded: Encoded, endTokenId: number | null): Encoded {
  if (endTokenId === null || encoded.inputIds.at(-1) === endTokenId) return encoded;
  const inputIds = new Int32Array(encoded.inputIds.length + 1).fill(endTokenId);
  inputIds.set(encoded.inputIds);
  return { ...encoded, inputIds, tokenTypeIds: null, length: encoded.length + 1 };
}

/** Words as one text with a space between each, and where each of them stands in it. */
function joined(words: readonly string[]): { text: string; words: readonly (readonly [number, number])[] } {
  let text = '';
  const spans = words.map((word): readonly [number, number] => {
    if (text !== '' && word !== '') text += ' ';
    const start = text.length;
    text += word;
    return [start, text.length];
  });
  return { text, words: spans };
}
