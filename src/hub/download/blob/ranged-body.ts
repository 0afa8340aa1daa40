import type { TreeFile } from '../../api/hub-client';
import { LensError } from '../../../common/errors/lens-error';
import { discard, hubFetch, type HubAccess } from '../../http/hub-fetch';
import { bodyChunks } from '../../http/read-body';

export interface BodyRequest {
  readonly access: HubAccess;
  readonly url: string;
  readonly id: string;
  readonly file: TreeFile;
  /** The first byte that is wanted. */
  readonly from: number;
  readonly signal: AbortSignal;
}

/** A body that begins at `from`: where it was asked to, or at 0 when the server gives the whole file instead. */
export interface RangedBody {
  readonly from: number;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Asks for a file from a byte on. An address is resolved anew each time: signed ones expire.
 * @throws LensError as `hubFetch` does; `network` for an answer that is not this file, such as a network's sign-in page
 */
export async function openBody({ access, url, id, file, from, signal }: BodyRequest): Promise<RangedBody> {
  const range: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const response = await hubFetch(access, url, {
    // What is compressed on the way has neither this file's length nor its ranges.
    headers: { 'accept-encoding': 'identity', ...range },
    signal,
    about: { id, path: file.path },
    accept: ({ status }) => status === 416 && from > 0,
  });
  const start = startOf(response, file, from);
  if (start === null) {
    await discard(response);
    // Another stretch than was asked for, or none: the next request asks for the whole.
    if ([206, 416].includes(response.status) && from > 0) return { from: 0, chunks: [] };
    throw notTheFile(file, response);
  }
  return { from: start, chunks: bodyChunks(response, { signal }) };
}

/** Where the body of a response begins in the file; null when it is not a body of this file. */
function startOf(response: Response, { path, bytes }: TreeFile, from: number): number | null {
  const { headers, status } = response;
  const encoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const page = headers.get('content-type')?.startsWith('text/html') === true && !/\.html?$/.test(path);
  const length = headers.get('content-length');
  if (page || status === 416) return null;
  if (status === 206) {
    const expected = from > 0 && !encoded && headers.get('content-range') === `bytes ${from}-${bytes - 1}/${bytes}`;
    return expected ? from : null;
  }
  return encoded || length === null || Number(length) === bytes ? 0 : null;
}

function notTheFile({ path }: TreeFile, { url, headers }: Response): LensError {
  const host = URL.canParse(url) ? new URL(url).host : 'The server';
  const page = headers.get('content-type')?.startsWith('text/html') === true;
  const what = page ? 'a page, probably the sign-in of the network,' : 'something else';
  return new LensError(
    'network',
    `${host} sent ${what} in place of "${path}".`,
    page ? 'Open a page in the browser, sign in there, and start the download again.' : 'Start the download again.',
  );
}
