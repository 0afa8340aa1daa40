import { createHash } from 'node:crypto';
import type { Content } from '../../content/content.mts';
import { syntheticContent } from '../../content/synthetic.mts';
import type { TensorShape } from './encoder-tensors.mts';

const bytesOfFloat32 = 4;

export interface NumberOptions {
  /**
   * Hashes are `invented` (the default) for what is only looked at: nothing has to read gigabytes, and no download would be
   * accepted.
   */
  readonly hash?: 'invented' | 'true';
  /** Pure noise (the default), NaNs included, or numbers that a model can run with. */
  readonly numbers?: 'noise' | 'small-floats';
}

/**
 * A safetensors file of float32 tensors whose header is true, however large it is
 * (https://huggingface.co/docs/safetensors: length of the header, header, tensors one after another).
 */
export function syntheticWeights(seed: string, tensors: readonly TensorShape[], options: NumberOptions = {}): Content {
  const { hash = 'invented', numbers = 'noise' } = options;
  const { head, end } = headOf(tensors);
  const told = hash === 'invented' ? { sha256: createHash('sha256').update(seed).digest('hex') } : {};
  return syntheticContent(seed, head.length + end, { head, block: numbers, ...told });
}

/** The first `8 + N` bytes, and the length of what follows. */
function headOf(tensors: readonly TensorShape[]): { head: Buffer; end: number } {
  let end = 0;
  const entries = tensors.map(({ name, shape }) => {
    const start = end;
    end += bytesOfTensor(shape);
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
  // The header is padded with spaces, so that the tensors begin at a multiple of eight.
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return { head: Buffer.concat([length, text]), end };
}

/** Bytes that a tensor takes. */
export function bytesOfTensor(shape: readonly number[]): number {
  return shape.reduce((product, each) => product * each, bytesOfFloat32);
}
