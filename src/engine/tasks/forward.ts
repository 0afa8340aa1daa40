import { LensError } from '../../common/errors/lens-error';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { Tensor } from '../../common/tensors/tensor';
import type { DecoderInputs } from '../models/decoder-inputs';
import type { LoadedModel, ModelInputs } from '../models/loaded-model';
import type { EncodedBatch, EncodedTargets } from '../tokenizers/text-tokenizer';
import { runRows } from './run-rows';

/** A batch as the model's inputs. */
export function modelInputs(batch: EncodedBatch): ModelInputs {
  const { inputIds, attentionMask, tokenTypeIds, positionIds, rows, positions, targets } = batch;
  const given = positionIds ? { positionIds } : {};
  const inputs = { inputIds, attentionMask, tokenTypeIds, ...given, dims: [rows.length, positions] } as const;
  return targets ? { ...inputs, decoder: decoderInputs(targets) } : inputs;
}

function decoderInputs({ inputIds, attentionMask, rows, positions }: EncodedTargets): DecoderInputs {
  return { inputIds, attentionMask, dims: [rows.length, positions] };
}

/** The logits [rows, labels] of a batch. Many rows are run some at a time; between them the work can be cancelled. */
export async function runLogits(
  model: LoadedModel,
  inputs: ModelInputs,
  signal: CancellationSignal,
): Promise<Tensor<Float32Array<ArrayBuffer>>> {
  const parts: Tensor<Float32Array<ArrayBuffer>>[] = [];
  for await (const { outputs } of runRows(model, inputs, signal)) parts.push(logitsOf(outputs));
  return joinRows(parts);
}

/** The logits among a model's results. @throws LensError `unsupported` where there are none */
export function logitsOf(
  outputs: ReadonlyMap<string, Tensor<Float32Array<ArrayBuffer>>>,
): Tensor<Float32Array<ArrayBuffer>> {
  const logits = outputs.get('logits');
  if (!logits) throw new LensError('unsupported', 'The model has no classification head: it computes no logits.');
  return logits;
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
