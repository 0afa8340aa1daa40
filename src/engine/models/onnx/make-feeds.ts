import type { Tensor } from 'onnxruntime-node';
import type { OnnxRuntime } from '../../runtime/onnxruntime';
import type { InputArrays } from '../check-inputs';
import type { Feed, IdType } from './input-plan';

/** The tensors that a run is given. @param dims rows and positions of the arrays */
export function makeFeeds(
  ort: OnnxRuntime,
  feeds: readonly Feed[],
  arrays: InputArrays,
  dims: readonly [number, number],
): Record<string, Tensor> {
  return Object.fromEntries(feeds.map((feed) => [feed.name, makeFeed(ort, feed, arrays, dims)]));
}

function makeFeed({ Tensor }: OnnxRuntime, feed: Feed, arrays: InputArrays, dims: readonly [number, number]): Tensor {
  switch (feed.kind) {
    case 'ids':
      return new Tensor(feed.dtype, convert(arrays[feed.name], feed.dtype), dims);
    case 'past': {
      const shape = feed.shape.map((size) => (size === 'rows' ? dims[0] : size));
      return new Tensor(feed.dtype, feed.dtype === 'float16' ? new Uint16Array() : new Float32Array(), shape);
    }
    case 'value': {
      const data = feed.dtype === 'bool' ? Uint8Array.of(feed.value) : BigInt64Array.of(BigInt(feed.value));
      return new Tensor(feed.dtype, data, feed.shape);
    }
  }
}

function convert(ids: BigInt64Array, dtype: IdType): BigInt64Array | Int32Array | Float32Array {
  if (dtype === 'int64') return ids;
  return dtype === 'int32' ? Int32Array.from(ids, Number) : Float32Array.from(ids, Number);
}
