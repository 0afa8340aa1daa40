import { LensError } from '../../common/errors/lens-error';
import type { HubAccess } from '../http/hub-access';
import { discard, fetchOnce } from '../http/hub-fetch';
import { refusePage } from '../http/hub-json';
import { connectionCut } from '../http/network-errors';
import { readBody } from '../http/read-body';
import { withRetries } from '../http/retry';
import { resolveUrl, type FileName } from './names';

/** Where a server gives whole files only, this much of one is read to get at a part of it. */
const mostSkipped = 64_000_000;

/**
 * Bytes of a file from `start` up to `end`, fewer where the file ends before. A server that gives whole files only is
 * read as far as needed.
 * @throws LensError as `hubFetch` does; `network` for an answer to another question
 */
export async function readFileRange(
  access: HubAccess,
  file: FileName,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const url = resolveUrl(access.endpoint, file);
  const headers = { range: `bytes=${start}-${end - 1}` };
  const init = { headers, signal, about: file, accept: isBeyondEnd };
  return withRetries(access, signal, async (token) => {
    const response = await fetchOnce(access, url, init, token);
    const host = hostOf(response, url);
    if (isBeyondEnd(response)) {
      await discard(response);
      return new Uint8Array();
    }
    refusePage(response, host);
    return response.status === 206
      ? readPart(response, { start, end, host, signal })
      : readFromWhole(response, { start, end, host, signal });
  });
}

interface Wanted {
  readonly start: number;
  readonly end: number;
  readonly host: string;
  readonly signal: AbortSignal | undefined;
}

/** Empty files have no part that could be given. */
function isBeyondEnd({ status }: Response): boolean {
  return status === 416;
}

async function readPart(response: Response, { start, end, host, signal }: Wanted): Promise<Uint8Array> {
  const [, first, last] = /^bytes (\d{1,16})-(\d{1,16})\//.exec(response.headers.get('content-range') ?? '') ?? [];
  if (Number(first) !== start || !(Number(last) < end)) {
    await discard(response);
    throw otherPart(host);
  }
  const due = Number(last) + 1 - start;
  // What was compressed on the way is unpacked already, so that it is the length that tells.
  const bytes = await readBody(response, { maxBytes: due + 1, cut: true, signal });
  if (bytes.length < due) throw connectionCut(host, '');
  if (bytes.length > due) throw otherPart(host);
  return bytes;
}

function otherPart(host: string): LensError {
  return new LensError('network', `${host} sent another part of the file than was asked for.`, 'Try again later.');
}

async function readFromWhole(response: Response, { start, end, host, signal }: Wanted): Promise<Uint8Array> {
  if (start > mostSkipped) {
    await discard(response);
    throw new LensError('network', `${host} gives no parts of files.`, 'Download the model to look into it.');
  }
  const bytes = await readBody(response, { maxBytes: end, cut: true, signal });
  return bytes.subarray(start);
}

function hostOf(response: Response, asked: string): string {
  return new URL(response.url === '' ? asked : response.url).host;
}
