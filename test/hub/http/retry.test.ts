import { afterEach, describe, expect, it } from 'vitest';
import type { LensError } from '../../../src/common/errors/lens-error';
import { hubFetch } from '../../../src/hub/http/hub-fetch';
import { waitOf } from '../../../src/hub/http/rate-limit';
import { accessTo, failureOf, serve, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

/** A server that answers with these statuses and headers, then with success. */
async function failingFirst(...failures: [number, Record<string, string>?][]): Promise<ScriptedServer> {
  server = await serve((_request, response, count) => {
    const [status, headers] = failures[count] ?? [200];
    response.writeHead(status, headers).end(status === 200 ? 'good' : '');
  });
  return server;
}

describe('another try', () => {
  it.each([429, 500, 502, 503, 504])('after error %i', async (status) => {
    const { url, seen } = await failingFirst([status], [status]);
    const access = accessTo(url);
    expect(await (await hubFetch(access, url)).text()).toBe('good');
    expect(seen).toHaveLength(3);
    const [first = 0, second = 0] = access.waits;
    expect(first).toBeGreaterThanOrEqual(1000);
    expect(second).toBeGreaterThanOrEqual(2000);
    expect(second).toBeLessThanOrEqual(2500);
  });

  it('is made five times, with waits up to 8 seconds', async () => {
    const { url, seen } = await failingFirst(...Array.from({ length: 9 }, () => [503] as [number]));
    const access = accessTo(url);
    expect(await failureOf(hubFetch(access, url))).toMatchObject({ code: 'network', help: 'Try again later.' });
    expect(seen).toHaveLength(6);
    expect(access.waits.map((wait) => Math.floor(Math.log2(wait / 1000)))).toEqual([0, 1, 2, 3, 3]);
    expect(Math.max(...access.waits)).toBeLessThanOrEqual(8000);
  });

  it('is not made for what will not change', async () => {
    const { url, seen } = await failingFirst([404], [400]);
    const access = accessTo(url);
    await failureOf(hubFetch(access, url));
    await failureOf(hubFetch(access, url));
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['RateLimit', { ratelimit: '"api";r=0;t=55' }, 56_000],
    ['Retry-After in seconds', { 'retry-after': '7' }, 7000],
    ['RateLimit before Retry-After', { ratelimit: '"api";r=0;t=3', 'retry-after': '7' }, 4000],
    ['a quota that is not spent says nothing', { ratelimit: '"api";r=499;t=200', 'retry-after': '2' }, 2000],
  ])('of 429 waits as the server says: %s', async (_name, headers, wait) => {
    const { url } = await failingFirst([429, headers]);
    const access = accessTo(url);
    await hubFetch(access, url);
    expect(access.waits).toEqual([wait]);
  });

  it('is left to the person when the server asks for more patience', async () => {
    const { url, seen } = await failingFirst([429, { ratelimit: '"api";r=0;t=300' }]);
    const access = accessTo(url, { patienceMs: 15_000 });
    const error = (await failureOf(hubFetch(access, url))) as LensError;
    expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('too often') as string });
    expect(error.help).toContain('in 301 seconds');
    expect(seen).toHaveLength(1);
  });

  it('is not made once the work is cancelled', async () => {
    const { url, seen } = await failingFirst([503], [503]);
    const stop = new AbortController();
    const sleep = (): Promise<void> => {
      stop.abort();
      return Promise.resolve();
    };
    const access = accessTo(url, { sleep });
    expect(await failureOf(hubFetch(access, url, { signal: stop.signal }))).toMatchObject({ code: 'cancelled' });
    expect(seen).toHaveLength(1);
  });

  it('ends its wait when the work is cancelled', async () => {
    const { url } = await failingFirst([429, { 'retry-after': '50' }]);
    const stop = new AbortController();
    const { endpoint, token, offline, fetch, userAgent } = accessTo(url);
    const work = hubFetch({ endpoint, token, offline, fetch, userAgent }, url, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await failureOf(work)).toMatchObject({ code: 'cancelled' });
  });
});

describe('a request', () => {
  it('is not made in offline mode', async () => {
    const { url, seen } = await failingFirst();
    expect(await failureOf(hubFetch(accessTo(url, { offline: () => true }), url))).toMatchObject({ code: 'offline' });
    expect(seen).toEqual([]);
  });

  it('is stopped while the server thinks', async () => {
    server = await serve(() => undefined);
    const stop = new AbortController();
    const work = hubFetch(accessTo(server.url), server.url, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await failureOf(work)).toMatchObject({ code: 'cancelled' });
  });

  it('is not begun when it is cancelled already', async () => {
    const { url, seen } = await failingFirst();
    const work = hubFetch(accessTo(url), url, { signal: AbortSignal.abort() });
    expect(await failureOf(work)).toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([]);
  });

  it('gives a status that the caller takes', async () => {
    const { url } = await failingFirst([416]);
    const response = await hubFetch(accessTo(url), url, { accept: ({ status }) => status === 416 });
    expect(response.status).toBe(416);
  });
});

describe('the wait that a server asks for', () => {
  const wait = (headers: Record<string, string>): number | null =>
    waitOf(new Headers(headers), () => Date.UTC(2026, 0, 1));

  it.each([
    [{}, null],
    [{ ratelimit: '"api";r=0;t=55' }, 56_000],
    [{ ratelimit: '"resolvers" ; r = 0 ; t = 5' }, 6000],
    [{ ratelimit: '"a";r=0;t=5, "b";r=0;t=9, "c";r=1;t=99' }, 10_000],
    [{ ratelimit: 'r=0;t=5' }, null],
    [{ ratelimit: `"api";r=0;t=${'9'.repeat(400)}` }, Infinity],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
    [{ 'retry-after': 'Thu, 01 Jan 2020 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
  ])('%j', (headers, expected) => {
    expect(wait(headers as Record<string, string>)).toBe(expected);
  });
});
