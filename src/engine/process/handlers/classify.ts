import type { Classification, EncodeOptions, RunInput } from '../../../common/contracts/run';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Engine } from '../engine';
import { encode } from './encode';
import { predict } from './predict';

export interface ClassifyResult {
  readonly classification: Classification;
  /** Tokens of each row before the cut, special ones included. */
  readonly lengths: Int32Array<ArrayBuffer>;
  readonly maxLength: number | null;
}

/** Classifies texts and keeps nothing of them. @throws LensError */
export async function classify(
  engine: Engine,
  inputs: readonly RunInput[],
  options: EncodeOptions,
  signal: CancellationSignal,
): Promise<ClassifyResult> {
  const batch = await encode(engine, inputs, options);
  signal.throwIfAborted();
  const { classification } = await predict(engine, batch, signal, {
    runs: 'often',
    inside: false,
    onLoad: () => undefined,
  });
  const lengths = Int32Array.from(batch.rows, (row) => row.length + row.cut.length);
  return { classification, lengths, maxLength: batch.maxLength };
}
