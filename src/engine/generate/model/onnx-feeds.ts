import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { Feed, IdType } from '../../models/onnx/input-plan';
import { asIds } from '../../models/onnx/make-feeds';
import type { OnnxRuntime } from '../../runtime/onnxruntime';
import { nameOfPast } from './cache-names';
import type { Cache } from './cache-rows';
import type { DecoderStep } from './cached-reading';

/** What is known before a step: of the texts by the names of inputs, and of the tokens so far. */
interface Known {
  readonly cache: Cache;
  readonly hasPast: boolean;
}

/** The tensors that a file is given for a step. */
export function onnxFeeds(
  ort: OnnxRuntime,
  feeds: readonly Feed[],
  step: DecoderStep,
  known: Known,
): Record<string, Tensor> {
  return Object.fromEntries(feeds.map((feed) => [feed.name, feedOf(ort, feed, step, known)]));
}

function feedOf(ort: OnnxRuntime, feed: Feed, step: DecoderStep, { cache, hasPast }: Known): Tensor {
  const { Tensor: OrtTensor } = ort;
  switch (feed.kind) {
    case 'ids': {
      const ofText = cache.get(feed.name);
      return ofText === undefined ? idsOf(ort, feed.of, feed.dtype, step) : idsAs(ort, ofText, feed.dtype);
    }
    case 'decoder':
      return idsOf(ort, feed.of === 'ids' ? 'input_ids' : 'attention_mask', feed.dtype, step);
    case 'states': {
      const states = cache.get(feed.name);
      if (states === undefined) throw new LensError('internal', `The file takes ${feed.name}, which is not given.`);
      return states;
    }
    case 'past': {
      const remembered = cache.get(nameOfPast(feed.name) ?? feed.name);
      if (remembered !== undefined) return remembered;
      const shape = feed.shape.map((size) => (size === 'rows' ? step.rows : size));
      return new OrtTensor(feed.dtype, feed.dtype === 'float16' ? new Uint16Array() : new Float32Array(), shape);
    }
    case 'value': {
      // Optimum's merged files are told whether there is a past; and one token's logits are all that is asked for.
      const value = feed.name === 'use_cache_branch' ? Number(hasPast) : 1;
      if (feed.dtype === 'bool') return new OrtTensor('bool', Uint8Array.of(value), feed.shape);
      return new OrtTensor('int64', BigInt64Array.of(BigInt(value)), feed.shape);
    }
  }
}

function idsOf({ Tensor: OrtTensor }: OnnxRuntime, name: string, dtype: IdType, step: DecoderStep): Tensor {
  const { rows, count, total, ids, mask, positions } = step;
  if (name === 'attention_mask') return new OrtTensor(dtype, asIds(mask, dtype), [rows, total]);
  const data = name === 'input_ids' ? ids : name === 'position_ids' ? positions : new BigInt64Array(rows * count);
  return new OrtTensor(dtype, asIds(data, dtype), [rows, count]);
}

/** Ids or a mask of the texts, which are kept as int64. */
function idsAs({ Tensor: OrtTensor }: OnnxRuntime, tensor: Tensor, dtype: IdType): Tensor {
  if (dtype === 'int64' || !(tensor.data instanceof BigInt64Array)) return tensor;
  return new OrtTensor(dtype, asIds(tensor.data, dtype), tensor.dims);
}
