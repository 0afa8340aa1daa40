import { setImmediate } from 'node:timers/promises';
import { LensError } from '../../common/errors/lens-error';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { Tensor } from '../../common/tensors/tensor';
import type { DecoderInputs } from '../models/decoder-inputs';
import type { LoadedModel, ModelInputs, ModelOutputs } from '../models/loaded-model';

/** Tokens, padding included, that go through the model at once: bounds the memory of attention scores. */
const mostTokens = 8192;
/** Numbers of one result at once: logits of a large vocabulary for many tokens would not fit otherwise. */
const mostNumbers = 64e6;

/** Some rows of a batch with what the model gives for them. */
export interface RunPart {
  /** The first of the rows in the batch. */
  readonly from: number;
  readonly rows: number;
  readonly outputs: ModelOutputs;
}

/**
 * Runs a batch, some rows at a time; between them the work can be cancelled.
 * @param numbersPerToken of the largest result, such as the size of the vocabulary
 */
export async function* runRows(
  model: LoadedModel,
  inputs: ModelInputs,
  signal: CancellationSignal,
  numbersPerToken = 1,
): AsyncGenerator<RunPart> {
  const [rows] = inputs.dims;
  const positions = Math.max(1, inputs.dims[1], inputs.decoder?.dims[1] ?? 0);
  const tokensAtOnce = Math.min(mostTokens, Math.floor(mostNumbers / numbersPerToken));
  const rowsAtOnce = Math.max(1, Math.floor(tokensAtOnce / positions));
  for (let from = 0; from < rows; from += rowsAtOnce) {
    // Lets the messages in that came while the model computed.
    await setImmediate();
    signal.throwIfAborted();
    const to = Math.min(rows, from + rowsAtOnce);
    yield { from, rows: to - from, outputs: await model.run(rowsOf(inputs, from, to)) };
  }
}

/**
 * One row of a result: [...] of [rows, ...].
 * @throws LensError `unsupported` where the model does not give it, `bad-file` for numbers that are none
 */
export function outputRow(outputs: ModelOutputs, name: string, row: number): Tensor<Float32Array<ArrayBuffer>> {
  const output = outputs.get(name);
  if (output === undefined) throw new LensError('unsupported', `The model gives no ${name.replaceAll('_', ' ')}.`);
  const dims = output.dims.slice(1);
  const size = dims.reduce((a, b) => a * b, 1);
  const data = output.data.slice(row * size, (row + 1) * size);
  if (data.length === size && data.every(Number.isFinite)) return { dims, data };
  throw notNumbers();
}

/** Why results that are not numbers are none. */
export function notNumbers(): LensError {
  return new LensError(
    'bad-file',
    'The model computed values that are not numbers (NaN or infinite), so it has no prediction.',
    'Its weights are damaged or do not belong to its config.json. Download the model again or choose another.',
  );
}

function rowsOf(inputs: ModelInputs, from: number, to: number): ModelInputs {
  const { decoder } = inputs;
  const part = (ids: BigInt64Array, [, positions] = inputs.dims): BigInt64Array =>
    ids.subarray(from * positions, to * positions);
  return {
    inputIds: part(inputs.inputIds),
    attentionMask: part(inputs.attentionMask),
    ...(inputs.tokenTypeIds ? { tokenTypeIds: part(inputs.tokenTypeIds) } : {}),
    ...(inputs.positionIds ? { positionIds: part(inputs.positionIds) } : {}),
    dims: [to - from, inputs.dims[1]],
    ...(decoder ? { decoder: decoderRows(decoder, part, to - from) } : {}),
  };
}

function decoderRows(
  { inputIds, attentionMask, dims }: DecoderInputs,
  part: (ids: BigInt64Array, dims: DecoderInputs['dims']) => BigInt64Array,
  rows: number,
): DecoderInputs {
  return { inputIds: part(inputIds, dims), attentionMask: part(attentionMask, dims), dims: [rows, dims[1]] };
}
