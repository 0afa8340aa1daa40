import type { HubAccess } from '../http/hub-access';
import { discard, fetchOnce } from '../http/hub-fetch';
import { refusePage } from '../http/hub-json';
import { readBody } from '../http/read-body';
import { isEntryMissing } from '../http/response-errors';
import { withRetries } from '../http/retry';
import { resolveUrl, type FileName } from './names';

/**
 * A small file as UTF-8 text; null when the model has none of that name.
 * @throws LensError as `hubFetch` does; `too-big` beyond `maxBytes`
 */
export async function readTextFile(
  access: HubAccess,
  file: FileName,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<string | null> {
  const url = resolveUrl(access.endpoint, file);
  return withRetries(access, signal, async (token) => {
    const response = await fetchOnce(access, url, { signal, about: file, accept: isEntryMissing }, token);
    if (!response.ok) {
      await discard(response);
      return null;
    }
    refusePage(response, new URL(url).host);
    return new TextDecoder().decode(await readBody(response, { maxBytes, signal }));
  });
}
