import { afterEach, describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../../src/common/contracts/hub/repo';
import { HubClient } from '../../../src/hub/api/hub-client';
import { nextCursor } from '../../../src/hub/api/pages';
import { accessTo, failureOf, sendJson, serve, type Handler, type ScriptedServer } from '../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

async function clientOf(answer: Handler): Promise<{ client: HubClient; hub: ScriptedServer }> {
  const hub = (server = await serve(answer));
  return { client: new HubClient(accessTo(hub.url)), hub };
}

const everything: SearchQuery = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'trendingScore',
};
const first = { limit: 20, cursor: null };

const item = {
  _id: '621ffdc036468d709f174338',
  id: 'distilbert/distilbert-base-uncased',
  pipeline_tag: 'fill-mask',
  library_name: 'transformers',
  tags: ['transformers', 'pytorch', 'en', 'license:apache-2.0', 'region:us'],
  downloads: 3_400_000,
  likes: 846,
  gated: false,
  private: false,
  lastModified: '2024-05-06T13:44:53.000Z',
};

describe('a search', () => {
  it('asks for what the filters say, and gives what the Hub tells', async () => {
    const { client, hub } = await clientOf((_request, response) => sendJson(response, [item]));
    const query: SearchQuery = {
      text: ' sst 2 ',
      task: 'text-classification',
      author: 'distilbert',
      library: 'onnx',
      license: 'apache-2.0',
      sort: 'downloads',
    };
    const { models, next } = await client.search(query, { limit: 30, cursor: 'abc=&d' });
    const { pathname, searchParams } = new URL(hub.seen[0]!.url, hub.url);
    expect(pathname).toBe('/api/models');
    expect([...searchParams].filter(([name]) => name !== 'expand[]')).toEqual([
      ['search', 'sst 2'],
      ['author', 'distilbert'],
      ['pipeline_tag', 'text-classification'],
      ['filter', 'onnx'],
      ['filter', 'license:apache-2.0'],
      ['sort', 'downloads'],
      ['limit', '30'],
      ['cursor', 'abc=&d'],
    ]);
    expect(searchParams.getAll('expand[]')).toContain('gated');
    expect(models).toEqual([
      {
        id: 'distilbert/distilbert-base-uncased',
        task: 'fill-mask',
        library: 'transformers',
        license: 'apache-2.0',
        downloads: 3_400_000,
        likes: 846,
        gated: false,
        private: false,
        lastModified: '2024-05-06T13:44:53.000Z',
      },
    ]);
    expect(next).toBeNull();
  });

  it('lets nothing through that was not asked for', async () => {
    const { client, hub } = await clientOf((_request, response) => sendJson(response, []));
    expect(await client.search(everything, first)).toEqual({ models: [], next: null });
    const names = [...new URL(hub.seen[0]!.url, hub.url).searchParams.keys()];
    expect(new Set(names)).toEqual(new Set(['sort', 'limit', 'expand[]']));
  });

  it('takes fields that are missing, null or of another kind as not known', async () => {
    const odd = {
      id: 'org/odd',
      pipeline_tag: null,
      library_name: 7,
      tags: ['license:mit', null, { a: 1 }],
      downloads: '12',
      likes: -3,
      gated: 'manual',
      private: null,
      lastModified: 'yesterday',
    };
    const { client } = await clientOf((_request, response) => sendJson(response, [odd, { id: 'gpt2', tags: null }]));
    const unknown = { task: null, library: null, downloads: 0, likes: 0, private: false, lastModified: null };
    expect((await client.search(everything, first)).models).toEqual([
      { ...unknown, id: 'org/odd', license: 'mit', gated: 'manual' },
      { ...unknown, id: 'gpt2', license: null, gated: false },
    ]);
  });

  it('leaves out what is no model', async () => {
    const entries = [null, 7, 'x', [], {}, { id: null }, { id: '../x' }, { id: 'a/b/c' }, { id: 'a--b' }, item];
    const { client } = await clientOf((_request, response) => sendJson(response, entries));
    expect((await client.search(everything, first)).models.map(({ id }) => id)).toEqual([item.id]);
  });

  it.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'text/html', 'sign-in page of this network'],
    ['a page that says it is JSON', '\n <html></html>', 'application/json', 'sign-in page of this network'],
    ['half of JSON', '[{"id": "a/b"', 'application/json', 'not valid JSON'],
    ['nothing', '', 'application/json', 'not valid JSON'],
    ['an object', '{"models": []}', 'application/json', 'not what the Hub sends'],
    ['null', 'null', 'application/json', 'not what the Hub sends'],
  ])('says so when %s comes instead', async (_name, body, type, words) => {
    const { client, hub } = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    expect(await failureOf(client.search(everything, first))).toMatchObject({
      code: 'network',
      message: expect.stringContaining(words) as string,
    });
    expect(hub.seen).toHaveLength(1);
  });

  it('is tried again when its answer is cut', async () => {
    let count = 0;
    const { client, hub } = await clientOf((_request, response) => {
      if (count++ > 0) sendJson(response, [item]);
      else response.writeHead(200, { 'content-length': 1000 }).write('[', () => response.destroy());
    });
    expect((await client.search(everything, first)).models).toHaveLength(1);
    expect(hub.seen).toHaveLength(2);
  });

  it('is stopped when another one begins', async () => {
    const { client } = await clientOf(() => undefined);
    const stop = new AbortController();
    const work = client.search(everything, { ...first, signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect(await failureOf(work)).toMatchObject({ code: 'cancelled' });
  });
});

describe('the next page', () => {
  it('is asked of the endpoint with the same query, wherever the link leads', async () => {
    const foreign = await serve((_request, response) => sendJson(response, []));
    const { client, hub } = await clientOf((_request, response) => {
      sendJson(response, [item], { link: `<${foreign.url}/api/models?search=other&cursor=page2>; rel="next"` });
    });
    const page = await client.search({ ...everything, text: 'mine' }, first);
    expect(page.next).toBe('page2');
    await client.search({ ...everything, text: 'mine' }, { ...first, cursor: page.next });
    await foreign.stop();
    expect(foreign.seen).toEqual([]);
    expect(hub.seen[1]!.url).toContain('search=mine');
    expect(hub.seen[1]!.url).toContain('cursor=page2');
  });

  it('of a listing without end comes when it is asked for, and not before', async () => {
    const { client, hub } = await clientOf((_request, response) => {
      sendJson(response, [item], { link: `</api/models?cursor=${Math.random()}>; rel="next"` });
    });
    let cursor: string | null = null;
    for (let page = 1; page <= 3; page++) {
      const found: { next: string | null } = await client.search(everything, { ...first, cursor });
      cursor = found.next;
      expect(cursor).not.toBeNull();
      expect(hub.seen).toHaveLength(page);
    }
  });

  it.each([
    ['<https://h/api/models?limit=1&cursor=a%3D%3D>; rel="next"', 'a=='],
    ['<https://h/?cursor=p>; rel="prev", <https://h/?cursor=n>; rel="next"', 'n'],
    ['<https://h/?cursor=n>; title="x"; rel=next', 'n'],
    ['<https://h/?cursor=p>; rel="prev"', null],
    ['<https://h/?page=2>; rel="next"', null],
    ['<https://h/?cursor=>; rel="next"', null],
    ['<https://>; rel="next"', null],
    [`<https://h/?cursor=${'x'.repeat(5000)}>; rel="next"`, null],
    ['rel="next"', null],
    ['', null],
  ])('is named by %s', (link, cursor) => {
    expect(nextCursor(new Headers(link === '' ? {} : { link }))).toBe(cursor);
  });
});
