import { setImmediate } from 'node:timers/promises';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { LabelledRow } from '../rows/labelled-row';
import type { Encoded, Encoder } from './encoder';
import type { Example } from './example';

/** Rows that are with the tokenizer at once: its threads work on them side by side. */
const rowsAtOnce = 64;

export interface EncodeRowsOptions {
  readonly encoder: Encoder;
  /** What takes the place of a text of which no token is left. */
  readonly filler: number;
  /** Names of the files that rows are of. */
  readonly files: readonly string[];
  readonly signal: CancellationSignal;
  readonly onRows: (done: number) => void;
}

export interface EncodedRows {
  readonly examples: readonly Example[];
  /** Tokens a row before the cut. */
  readonly lengths: Int32Array;
}

/** Encodes rows in their order. @throws LensError `cancelled`, and what the tokenizer throws */
export async function encodeRows(rows: readonly LabelledRow[], options: EncodeRowsOptions): Promise<EncodedRows> {
  const examples: Example[] = [];
  const lengths = new Int32Array(rows.length);
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const encoded = await Promise.all(some.map((row) => options.encoder(row)));
    for (const [offset, row] of some.entries()) {
      const one = encoded[offset];
      if (one === undefined) continue;
      lengths[from + offset] = one.length;
      examples.push(toExample(one, row, examples.length, options));
    }
    options.onRows(examples.length);
    // Lets the messages in that came meanwhile.
    await setImmediate();
    options.signal.throwIfAborted();
  }
  return { examples, lengths };
}

function toExample(
  { inputIds, tokenTypeIds, label }: Encoded,
  { file, line, text }: LabelledRow,
  index: number,
  { files, filler }: EncodeRowsOptions,
): Example {
  const source = { file: files[file] ?? '', line, text };
  return { index, inputIds: inputIds.length > 0 ? inputIds : Int32Array.of(filler), tokenTypeIds, label, source };
}
