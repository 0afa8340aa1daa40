import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';

/** The bytes of a file, read a stretch at a time; hashes are made when they are first asked for. */
export interface Content {
  readonly size: number;
  /** The hash that git gives the file: sha1 of `blob <size>\0` and the bytes. */
  readonly gitSha: () => Promise<string>;
  readonly sha256: () => Promise<string>;
  /** The bytes from `start` up to `end` (exclusive). */
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

/** Bytes in memory. */
export function bytesContent(data: string | Uint8Array): Content {
  const bytes = Buffer.from(data);
  return contentOf(bytes.length, (start, end) => piecesOf(end > start ? [bytes.subarray(start, end)] : []));
}

/** A file on disk, opened for each reading. */
export function fileContent(path: string): Content {
  return contentOf(statSync(path).size, (start, end) =>
    end > start ? createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 }) : piecesOf([]),
  );
}

/** Content from a way to read it. `sha256` is the hash that is told instead of the content's own. */
export function contentOf(size: number, read: Content['read'], sha256?: string): Content {
  const hash = async (algorithm: string, front: string): Promise<string> => {
    const sum = createHash(algorithm).update(front);
    for await (const piece of read(0, size)) sum.update(piece);
    return sum.digest('hex');
  };
  return {
    size,
    gitSha: once(() => hash('sha1', `blob ${size}\0`)),
    sha256: sha256 === undefined ? once(() => hash('sha256', '')) : () => Promise.resolve(sha256),
    read,
  };
}

/** All bytes of a content that fits into memory. */
export async function bytesOf(content: Content): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.read(0, content.size)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Pieces that are there already, as an asynchronous sequence. */
export async function* piecesOf(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield* pieces;
}

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= make());
}
