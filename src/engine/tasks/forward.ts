import { setImmediate } from 'node:timers/promises';
import { LensError } from '../../common/errors/lens-error';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { Tensor } from '../../common/tensors/tensor';
import type { LoadedModel, ModelInputs } from '../models/loaded-model';
import type { EncodedBatch } from '../tokenizers/text-tokenizer';

/** Tokens, padding included, that go through the model at once: bounds the memory of attention scores. */
const tokensAtOnce = 8192;

/** A batch as the model's inputs. */
export function modelInputs(batch: EncodedBatch): ModelInputs {
  const { inputIds, attentionMask, tokenTypeIds, rows, positions } = batch;
  return { inputIds, attentionMask, tokenTypeIds, dims: [rows.length, positions] };
}

/** The logits [rows, labels] of a batch. Many rows are run some at a time; between them the work can be cancelled. */
export async function runLogits(
  model: LoadedModel,
  inputs: ModelInputs,
  signal: CancellationSignal,
): Promise<Tensor<Float32Array<ArrayBuffer>>> {
  const [rows, positions] = inputs.dims;
  const rowsAtOnce = Math.max(1, Math.floor(tokensAtOnce / Math.max(1, positions)));
  const parts: Tensor<Float32Array<ArrayBuffer>>[] = [];
  for (let from = 0; from < rows; from += rowsAtOnce) {
    // Lets the messages in that came while the model computed.
    await setImmediate();
    signal.throwIfAborted();
    parts.push(logitsOf(await model.run(rowsOf(inputs, from, Math.min(rows, from + rowsAtOnce)))));
  }
  return joinRows(parts);
}

function logitsOf(outputs: ReadonlyMap<string, Tensor<Float32Array<ArrayBuffer>>>): Tensor<Float32Array<ArrayBuffer>> {
  const logits = outputs.get('logits');
  if (!logits) throw new LensError('unsupported', 'The model has no classification head: it computes no logits.');
  return logits;
}

function rowsOf(inputs: ModelInputs, from: number, to: number): ModelInputs {
  const [, positions] = inputs.dims;
  const part = (ids: BigInt64Array): BigInt64Array => ids.subarray(from * positions, to * positions);
  return {
    inputIds: part(inputs.inputIds),
    attentionMask: part(inputs.attentionMask),
    ...(inputs.tokenTypeIds ? { tokenTypeIds: part(inputs.tokenTypeIds) } : {}),
    ...(inputs.positionIds ? { positionIds: part(inputs.positionIds) } : {}),
    dims: [to - from, positions],
  };
}

function joinRows(parts: readonly Tensor<Float32Array<ArrayBuffer>>[]): Tensor<Float32Array<ArrayBuffer>> {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const data = new Float32Array(parts.reduce((size, part) => size + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  const rows = parts.reduce((count, part) => count + (part.dims[0] ?? 0), 0);
  return { dims: [rows, ...(first?.dims.slice(1) ?? [])], data };
}
