import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { OnnxRuntime } from '../../runtime/onnxruntime';
import type { InputArrays } from '../check-inputs';
import type { DecoderInputs } from '../decoder-inputs';
import type { Feed, IdType } from './input-plan';

/** What a run is given. */
export interface RunArrays {
  readonly arrays: InputArrays;
  /** Rows and positions of the arrays. */
  readonly dims: readonly [number, number];
  /** Null for a file that takes no target. */
  readonly decoder: DecoderInputs | null;
  /** What the encoder gave, for a decoder in a file of its own; else null. */
  readonly states: Tensor | null;
}

/** The tensors that a run is given. */
export function makeFeeds(ort: OnnxRuntime, feeds: readonly Feed[], given: RunArrays): Record<string, Tensor> {
  return Object.fromEntries(feeds.map((feed) => [feed.name, makeFeed(ort, feed, given)]));
}

function makeFeed({ Tensor }: OnnxRuntime, feed: Feed, { arrays, dims, decoder, states }: RunArrays): Tensor {
  switch (feed.kind) {
    case 'ids':
      return new Tensor(feed.dtype, asIds(arrays[feed.of], feed.dtype), dims);
    case 'decoder': {
      if (decoder === null) throw notGiven(feed.name);
      const ids = feed.of === 'ids' ? decoder.inputIds : decoder.attentionMask;
      return new Tensor(feed.dtype, asIds(ids, feed.dtype), decoder.dims);
    }
    case 'states': {
      if (states === null) throw notGiven(feed.name);
      return states;
    }
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

function notGiven(name: string): LensError {
  return new LensError('internal', `The file takes ${name}, which is not given.`);
}

/** Ids or a mask as the numbers that a file takes. */
export function asIds(ids: BigInt64Array, dtype: IdType): BigInt64Array | Int32Array | Float32Array {
  if (dtype === 'int64') return ids;
  return dtype === 'int32' ? Int32Array.from(ids, Number) : Float32Array.from(ids, Number);
}
