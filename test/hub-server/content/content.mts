import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';

/** The bytes of a file, read a stretch at a time; hashes are made when they are first asked for. */
export interface Content {
  readonly size: number;
  /** The hash that git gives the file: sha1 of `blob <size>\0` and the bytes. */
  readonly gitSha: () => Promise<string>;
  readonly sha256: () => Promise<string>;
  /** The bytes from `start` up to `end` (exclusive). */
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Bytes in memory. */
export function bytesContent(data: string | Uint8Array): Content {
  const bytes = Buffer.from(data);
  return content(bytes.length, function* (start, end) {
    if (end > start) yield bytes.subarray(start, end);
  });
}

/** A file on disk, opened for each reading. */
export function fileContent(path: string): Content {
  return content(statSync(path).size, async function* (start, end) {
    if (end > start) yield* createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 });
  });
}

/** A file of any size that takes no memory: one block again and again, each with its number at the front. */
export function syntheticContent(seed: string, size: number, head: Uint8Array = new Uint8Array()): Content {
  const blocks = blockOf(seed);
  return content(size, function* (start, end) {
    for (let at = start; at < end;) {
      const piece = at < head.length ? head.subarray(at, end) : pieceAt(blocks, at, end);
      yield piece;
      at += piece.length;
    }
  });
}

const blockSize = 1 << 20;

function blockOf(seed: string): Buffer {
  const parts = Array.from({ length: blockSize / 64 }, (_, index) =>
    createHash('sha512').update(`${seed} ${index}`).digest(),
  );
  return Buffer.concat(parts);
}

/** Bytes at a place up to the end of the block, its number in the first eight bytes. */
function pieceAt(block: Buffer, at: number, end: number): Uint8Array {
  const offset = at % blockSize;
  if (offset >= 8) return block.subarray(offset, Math.min(blockSize, offset + end - at));
  const number = Buffer.alloc(8);
  number.writeBigUInt64LE(BigInt(Math.floor(at / blockSize)));
  return number.subarray(offset, Math.min(8, offset + end - at));
}

function content(size: number, read: Content['read']): Content {
  const once = (make: () => Promise<string>): (() => Promise<string>) => {
    let made: Promise<string> | undefined;
    return () => (made ??= make());
  };
  const hash = async (algorithm: string, front: string): Promise<string> => {
    const sum = createHash(algorithm).update(front);
    for await (const piece of read(0, size)) sum.update(piece);
    return sum.digest('hex');
  };
  return {
    size,
    gitSha: once(() => hash('sha1', `blob ${size}\0`)),
    sha256: once(() => hash('sha256', '')),
    read,
  };
}
