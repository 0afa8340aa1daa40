import { createCipheriv, createHash } from 'node:crypto';
import { type Content, contentOf, piecesOf } from './content.mts';

const blockBytes = 1 << 20;

/** How a synthetic file differs from pure noise. */
export interface SyntheticOptions {
  /** What it begins with, such as a safetensors header. */
  readonly head?: Uint8Array;
  /** A hash to tell without reading the file. It is not the content's: for files that are looked at, never downloaded. */
  readonly sha256?: string;
  /** What it repeats; noise by default. */
  readonly block?: 'noise' | 'small-floats';
}

/** A file of any size that takes 1 MiB of memory: one block of noise again and again, each with its number in front. */
export function syntheticContent(seed: string, size: number, options: SyntheticOptions = {}): Content {
  const { head = new Uint8Array(), sha256, block: kind = 'noise' } = options;
  let block: Buffer | undefined;
  const read = (start: number, end: number): AsyncIterable<Uint8Array> =>
    piecesOf(pieces(() => (block ??= kind === 'noise' ? noise(seed) : smallFloats(seed)), head, start, end));
  return contentOf(size, read, sha256);
}

function* pieces(block: () => Buffer, head: Uint8Array, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end;) {
    const piece = at < head.length ? head.subarray(at, end) : pieceAt(block(), at, end);
    yield piece;
    at += piece.length;
  }
}

/** Bytes from a place up to the end of its block; the first eight of a block are its number. */
function pieceAt(block: Buffer, at: number, end: number): Uint8Array {
  const offset = at % blockBytes;
  if (offset >= 8) return block.subarray(offset, Math.min(blockBytes, offset + end - at));
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(BigInt(Math.floor(at / blockBytes)));
  return number.subarray(offset, Math.min(8, offset + end - at));
}

/** The key stream of a cipher: noise that follows from the seed. */
function noise(seed: string): Buffer {
  const key = createHash('sha256').update(seed).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(blockBytes));
}

/** Numbers between -0.05 and 0.05 in float32, as the weights of a model are before it is trained. */
function smallFloats(seed: string): Buffer {
  const from = noise(seed);
  const floats = Float32Array.from(
    { length: blockBytes / 4 },
    (_, index) => (from.readInt32LE(index * 4) / 2 ** 31) * 0.05,
  );
  return Buffer.from(floats.buffer);
}
