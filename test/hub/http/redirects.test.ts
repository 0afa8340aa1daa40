import { afterEach, describe, expect, it } from 'vitest';
import { hubFetch } from '../../../src/hub/http/hub-fetch';
import { accessTo, failureOf, serve, token, type ScriptedServer } from '../support/scripted-server';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
const start = async (...args: Parameters<typeof serve>): Promise<ScriptedServer> => {
  const server = await serve(...args);
  servers.push(server);
  return server;
};

describe('redirects', () => {
  it('to another host are followed without the token, with the range', async () => {
    const files = await start((_request, response) => void response.end('content'));
    const hub = await start((_request, response) => void response.writeHead(302, { location: `${files.url}/x` }).end());
    const init = { headers: { range: 'bytes=0-3', authorization: 'Bearer of the caller' } };
    const response = await hubFetch(accessTo(hub.url), `${hub.url}/a/b/resolve/main/x`, init);
    expect(await response.text()).toBe('content');
    expect(hub.seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'user-agent': 'model-lens/test',
      range: 'bytes=0-3',
      'accept-encoding': 'identity',
    });
    expect(files.seen[0]?.headers).toMatchObject({ range: 'bytes=0-3' });
    expect(files.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('back to the endpoint have the token again, relative ones keep it', async () => {
    let back = '';
    const files = await start((_request, response) => void response.writeHead(307, { location: `${back}/end` }).end());
    const hub = await start(({ url }, response) => {
      const to = url === '/start' ? '/api/resolve-cache/x' : url === '/api/resolve-cache/x' ? files.url : null;
      if (to === null) response.end('end');
      else response.writeHead(307, { location: to }).end();
    });
    back = hub.url;
    expect(await (await hubFetch(accessTo(hub.url), `${hub.url}/start`)).text()).toBe('end');
    expect(hub.seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(`Bearer ${token}`));
    expect(files.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('another port of the same host is another host', async () => {
    const files = await start((_request, response) => void response.end());
    const hub = await start((_request, response) => void response.end());
    await hubFetch(accessTo(hub.url), files.url);
    expect(files.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('are given back where the caller stays on the origin', async () => {
    const hub = await start((_request, response) => {
      response.writeHead(302, { location: 'http://files.example/x', 'x-linked-etag': '"abc"' }).end();
    });
    const response = await hubFetch(accessTo(hub.url), hub.url, { method: 'HEAD', stay: true });
    expect([response.status, response.headers.get('x-linked-etag')]).toEqual([302, '"abc"']);
    expect(hub.seen).toMatchObject([{ method: 'HEAD' }]);
  });

  it('without end are an error', async () => {
    const hub = await start((_request, response) => void response.writeHead(302, { location: '/again' }).end());
    const error = await failureOf(hubFetch(accessTo(hub.url), hub.url));
    expect(error).toMatchObject({ code: 'network', message: expect.stringContaining('without end') as string });
    expect(hub.seen).toHaveLength(11);
  });
});

describe('redirects that are refused', () => {
  const redirectTo = (location: string): typeof fetch => {
    return () => Promise.resolve(new Response(null, { status: 302, headers: { location } }));
  };

  it.each([
    ['from https to http', 'http://huggingface.co/x', 'without encryption'],
    ['to a file', 'file:///etc/passwd', 'none that can be asked'],
    ['to data', 'data:text/plain,x', 'none that can be asked'],
    ['with a password', 'https://user:word@files.example/', 'none that can be asked'],
    ['to nothing', 'https://', 'none that can be asked'],
  ])('%s', async (_name, location, words) => {
    const access = accessTo('https://huggingface.co', { fetch: redirectTo(location) });
    const error = await failureOf(hubFetch(access, 'https://huggingface.co/x'));
    expect(error).toMatchObject({ code: 'network', message: expect.stringContaining(words) as string });
    expect(access.waits).toEqual([]);
  });

  it('other addresses than those of the web are not asked at all', async () => {
    const access = accessTo('https://huggingface.co', { fetch: () => Promise.reject(new Error('asked')) });
    for (const url of ['file:///etc/passwd', 'blob:x', 'x', 'ftp://host/x']) {
      expect(await failureOf(hubFetch(access, url))).toMatchObject({ code: 'network' });
    }
  });
});
