import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { OnnxRuntime } from '../../runtime/onnxruntime';

/** What a decoder remembers of the tokens so far, by name; the first axis of every tensor is the rows. */
export type Cache = ReadonlyMap<string, Tensor>;

/** Bytes of the keys and values, without what else is known of the texts: their padding, an encoder's states. */
export function bytesOf(cache: Cache): number {
  return [...cache].reduce((sum, [name, { data }]) => {
    const isCached = /(^|\.)(key|value)$/.test(name) && typeof data !== 'string' && 'byteLength' in data;
    return isCached ? sum + data.byteLength : sum;
  }, 0);
}

/** The cache with row i being row `from[i]`; the cache itself, not a copy, where that changes nothing. */
export function cacheRows(ort: OnnxRuntime, cache: Cache, from: readonly number[], rows: number): Cache {
  if (from.length === rows && from.every((row, index) => row === index)) return cache;
  return new Map([...cache].map(([name, tensor]) => [name, tensorRows(ort, tensor, from)]));
}

function tensorRows({ Tensor: OrtTensor }: OnnxRuntime, { type, data, dims }: Tensor, from: readonly number[]): Tensor {
  const size = dims.slice(1).reduce((a, b) => a * b, 1);
  const shape = [from.length, ...dims.slice(1)];
  if (data instanceof Float32Array)
    return new OrtTensor('float32', gather(data, new Float32Array(from.length * size), from, size), shape);
  if (data instanceof BigInt64Array)
    return new OrtTensor('int64', gather(data, new BigInt64Array(from.length * size), from, size), shape);
  if (type === 'float16') {
    // Newer versions of Node have an array of half floats, older ones their bits.
    const { buffer, byteOffset, length } = data as Uint16Array;
    const bits = new Uint16Array(buffer, byteOffset, length);
    return new OrtTensor('float16', gather(bits, new Uint16Array(from.length * size), from, size), shape);
  }
  throw new LensError('unsupported', `The model remembers its tokens as ${type}, which is not covered yet.`);
}

function gather<Numbers extends Float32Array | BigInt64Array | Uint16Array>(
  data: Numbers,
  into: Numbers,
  from: readonly number[],
  size: number,
): Numbers {
  // The three kinds have the same methods, each for its own numbers.
  const [source, target] = [data as Float32Array, into as Float32Array];
  from.forEach((row, index) => {
    target.set(source.subarray(row * size, (row + 1) * size), index * size);
  });
  return into;
}
