import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { Feed, IdType } from '../../models/onnx/input-plan';
import type { OnnxRuntime } from '../../runtime/onnxruntime';
import { nameOfPast } from './cache-names';
import type { Cache } from './cache-rows';
import type { DecoderStep } from './cached-reading';

/** The tensors that a file is given for a step. */
export function onnxFeeds(
  ort: OnnxRuntime,
  feeds: readonly Feed[],
  step: DecoderStep,
  cache: Cache,
): Record<string, Tensor> {
  return Object.fromEntries(feeds.map((feed) => [feed.name, feedOf(ort, feed, step, cache)]));
}

function feedOf(ort: OnnxRuntime, feed: Feed, step: DecoderStep, cache: Cache): Tensor {
  const { Tensor: OrtTensor } = ort;
  if (feed.kind === 'ids') return idsOf(ort, feed.name, feed.dtype, step);
  if (feed.kind === 'past') {
    const remembered = cache.get(nameOfPast(feed.name) ?? feed.name);
    if (remembered !== undefined) return remembered;
    const shape = feed.shape.map((size) => (size === 'rows' ? step.rows : size));
    return new OrtTensor(feed.dtype, feed.dtype === 'float16' ? new Uint16Array() : new Float32Array(), shape);
  }
  if (feed.kind === 'value') {
    const value = valueOf(feed.name, cache);
    if (feed.dtype === 'bool') return new OrtTensor('bool', Uint8Array.of(value), feed.shape);
    return new OrtTensor('int64', BigInt64Array.of(BigInt(value)), feed.shape);
  }
  throw new LensError('unsupported', `The file takes ${feed.name}, which a decoder alone is not given.`);
}

/** Optimum's merged files are told whether there is a past; and one token's logits are all that is asked for. */
function valueOf(name: string, cache: Cache): number {
  return name === 'use_cache_branch' ? Number(cache.size > 0) : 1;
}

function idsOf({ Tensor: OrtTensor }: OnnxRuntime, name: string, dtype: IdType, step: DecoderStep): Tensor {
  const { rows, count, total, ids, mask, positions } = step;
  if (name === 'attention_mask') return new OrtTensor(dtype, numbers(mask, dtype), [rows, total]);
  const data = name === 'input_ids' ? ids : name === 'position_ids' ? positions : new BigInt64Array(rows * count);
  return new OrtTensor(dtype, numbers(data, dtype), [rows, count]);
}

function numbers(ids: BigInt64Array, dtype: IdType): BigInt64Array | Int32Array | Float32Array {
  if (dtype === 'int64') return ids;
  return dtype === 'int32' ? Int32Array.from(ids, Number) : Float32Array.from(ids, Number);
}
