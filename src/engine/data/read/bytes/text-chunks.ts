import { createReadStream } from 'node:fs';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { unreadable } from './file-error';

const chunkBytes = 1 << 16;

export interface ChunkOptions {
  readonly signal: CancellationSignal;
  readonly onBytes: (done: number) => void;
}

/**
 * The bytes of a text file as UTF-8, without a byte order mark; a file that begins with that of UTF-16 is turned into
 * UTF-8. Bytes that are no UTF-8 are left as they are, for the rows to tell.
 * @param name how messages call the file
 * @throws LensError `not-found`, `cancelled`
 */
export async function* textChunks(
  path: string,
  name: string,
  { signal, onBytes }: ChunkOptions,
): AsyncGenerator<Buffer, void, undefined> {
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  let done = 0;
  let decode: ((chunk: Buffer) => Buffer) | null = null;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      const bytes: Buffer = decode === null ? chunk.subarray(markLength(chunk)) : chunk;
      decode ??= decoderFor(chunk);
      done += chunk.length;
      yield decode(bytes);
      onBytes(done);
    }
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    stream.destroy();
  }
}

/** Bytes of the byte order mark. */
function markLength(chunk: Buffer): number {
  if (wideEncoding(chunk) !== null) return 2;
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
}

function wideEncoding([first, second]: Buffer): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** How bytes become UTF-8, by the first chunk of them. */
function decoderFor(chunk: Buffer): (bytes: Buffer) => Buffer {
  const encoding = wideEncoding(chunk);
  if (encoding === null) return (bytes) => bytes;
  const decoder = new TextDecoder(encoding);
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8');
}
