import { cancelled, LensError } from '../../common/errors/lens-error';
import { codeOf, connectionCut, noAnswer } from './network-errors';

/** How a body is read. */
export interface ReadBodyOptions {
  /** Larger ones are refused, or cut with `cut`. */
  readonly maxBytes: number;
  /** Stops reading at `maxBytes` and gives what is there by then, instead of refusing. */
  readonly cut?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** The longest silence, in milliseconds; 30 seconds unless given. */
  readonly stallMs?: number;
}

const usualStallMs = 30_000;

/**
 * The body of a response, decompressed.
 * @throws LensError `too-big` beyond `maxBytes`, `network` when the connection is cut or silent, `cancelled`
 */
export async function readBody(response: Response, options: ReadBodyOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(response, options)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= options.maxBytes) continue;
    if (options.cut) break;
    throw new LensError('too-big', `${hostOf(response)} sent more than ${options.maxBytes} bytes where less was due.`);
  }
  const bytes = Buffer.concat(chunks);
  return options.cut ? bytes.subarray(0, options.maxBytes) : bytes;
}

/**
 * The body of a response as it comes. The connection is let go of when the caller stops early.
 * @throws LensError `network` when the connection is cut or silent for `stallMs`, `cancelled`
 */
export async function* bodyChunks(
  response: Response,
  { signal, stallMs = usualStallMs }: Pick<ReadBodyOptions, 'signal' | 'stallMs'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!response.body) return;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await readInTime(reader, hostOf(response), stallMs);
      if (done) return;
      if (signal?.aborted) throw cancelled();
      yield value;
    }
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    throw error instanceof LensError ? error : connectionCut(hostOf(response), codeOf(error));
  } finally {
    // Nothing is lost when the connection has gone already.
    await reader.cancel().catch(() => undefined);
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function readInTime(reader: Reader, host: string, stallMs: number): ReturnType<Reader['read']> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(noAnswer(host, stallMs)), stallMs);
  });
  try {
    return await Promise.race([reader.read(), stalled]);
  } finally {
    clearTimeout(timer);
  }
}

function hostOf({ url }: Response): string {
  return URL.canParse(url) ? new URL(url).host : 'The server';
}
