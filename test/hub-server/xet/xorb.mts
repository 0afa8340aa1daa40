import { createHash } from 'node:crypto';
import { type Content, contentOf } from '../content/content.mts';

/** Bytes of a file in one chunk; the Hub's own chunks are cut by content and about as long. */
export const chunkBytes = 65_536;
const headerBytes = 8;

/** The hash by which Xet knows a file. It is no Merkle hash: clients that download do not compute it. */
export async function xetHash(content: Content): Promise<string> {
  return createHash('sha256')
    .update(`xet ${await content.sha256()}`)
    .digest('hex');
}

/** Chunks that a file of this size consists of. */
export function chunkCount(size: number): number {
  return Math.ceil(size / chunkBytes);
}

/** Bytes of the first chunks of a file when each has its header. */
export function packedBytes(size: number, chunks: number): number {
  return Math.min(size, chunks * chunkBytes) + chunks * headerBytes;
}

/**
 * A file as its storage holds it, a xorb: uncompressed chunks, each behind a header of version, length, compression and
 * length when unpacked (https://huggingface.co/docs/xet/xorb).
 */
export function xorbOf(content: Content): Content {
  const size = packedBytes(content.size, chunkCount(content.size));
  return contentOf(size, (start, end) => packed(content, start, end));
}

async function* packed(content: Content, start: number, end: number): AsyncGenerator<Uint8Array> {
  const width = headerBytes + chunkBytes;
  for (let chunk = Math.floor(start / width); chunk * width < end; chunk += 1) {
    const from = chunk * chunkBytes;
    const to = Math.min(content.size, from + chunkBytes);
    const pieces: Uint8Array[] = [headerOf(to - from)];
    for await (const piece of content.read(from, to)) pieces.push(piece);
    const at = chunk * width;
    yield Buffer.concat(pieces).subarray(Math.max(0, start - at), end - at);
  }
}

function headerOf(length: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUIntLE(length, 1, 3);
  header.writeUIntLE(length, 5, 3);
  return header;
}
