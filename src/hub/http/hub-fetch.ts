import { cancelled, LensError } from '../../common/errors/lens-error';
import type { HubAccess, Subject } from './hub-access';
import { networkFailure, noAnswer } from './network-errors';
import { nextAddress, webAddress } from './redirects';
import { refused } from './response-errors';
import { withRetries } from './retry';

export type { HubAccess, Subject } from './hub-access';

/** A request to the Hub. */
export interface HubRequestInit {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  /** Stops the request, and the reading of its body. */
  readonly signal?: AbortSignal | undefined;
  /** What it is about, for the words of errors. */
  readonly about?: Subject | undefined;
  /** True for a response other than success that the caller knows what to do with: it is given back. */
  readonly accept?: (response: Response) => boolean;
  /** Gives a redirect to another origin back instead of following it: only it has the Hub's `X-Linked-Etag`. */
  readonly stay?: boolean;
}

const maxRedirects = 10;
const headersTimeoutMs = 15_000;

/**
 * Asks the Hub, or where it sends to. Redirects are followed by hand, so that the token goes to the endpoint's own origin
 * only and nothing leads from https to http. What may pass (429, 5xx, lost connections, expired links) is tried again.
 * @returns a response with a status of 200 to 299, or one that `accept` takes; its body is read with `readBody`
 * @throws LensError `offline`, `network`, `gated`, `not-found`, `usage` (the token) or `cancelled`
 */
export function hubFetch(access: HubAccess, url: string, init: HubRequestInit = {}): Promise<Response> {
  return withRetries(access, init.signal, (token) => fetchOnce(access, url, init, token));
}

/** One try of {@link hubFetch}. Its errors may still hold what a server repeated. */
export async function fetchOnce(
  access: HubAccess,
  url: string,
  init: HubRequestInit,
  token: string | null,
): Promise<Response> {
  const { origin } = new URL(access.endpoint);
  let address = webAddress(url);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const fromHub = address.origin === origin;
    const response = await send(access, address, init, fromHub ? token : null);
    const next = nextAddress(response, address, access.endpoint);
    if (next === null) {
      if (response.ok || init.accept?.(response)) return response;
      await discard(response);
      const { host } = address;
      const { endpoint } = access;
      throw refused({ response, host, fromHub, signedIn: token !== null, endpoint, about: init.about });
    }
    if (init.stay && next.origin !== address.origin) return response;
    await discard(response);
    address = next;
  }
  throw new LensError('network', `${address.host} redirects without end.`, 'Check the endpoint (HF_ENDPOINT).');
}

/** Lets go of a response whose body nobody reads, so that its connection is free again. */
export async function discard(response: Response): Promise<void> {
  // A connection that is lost already is free as well.
  await response.body?.cancel().catch(() => undefined);
}

async function send(access: HubAccess, url: URL, init: HubRequestInit, token: string | null): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('user-agent', access.userAgent);
  headers.delete('authorization');
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), headersTimeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, slow.signal]) : slow.signal;
  try {
    return await access.fetch(url.href, { method: init.method ?? 'GET', headers, redirect: 'manual', signal });
  } catch (error) {
    if (init.signal?.aborted) throw cancelled();
    throw slow.signal.aborted ? noAnswer(url.host, headersTimeoutMs) : networkFailure(error, url.host);
  } finally {
    clearTimeout(timer);
  }
}
