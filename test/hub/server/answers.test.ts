import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startHub, testTokens, type TestHub } from '../../hub-server/start-hub.mts';

const body = Buffer.from('0123456789'.repeat(100));
let hub: TestHub;

beforeAll(async () => {
  hub = await startHub({
    repos: [
      {
        id: 'org/model',
        files: { 'config.json': '{"a":1}', 'model.safetensors': body, 'empty.bin': '', 'd/e/f': 'f' },
      },
      { id: 'org/gated', files: { 'config.json': '{}' }, gated: 'auto' },
    ],
  });
});
afterAll(() => hub.stop());
afterEach(() => hub.faults.clear());

const file = (path: string, revision = 'main'): string => `${hub.endpoint}/org/model/resolve/${revision}/${path}`;
const get = (url: string, headers: Record<string, string> = {}): Promise<Response> => fetch(url, { headers });

/** The address on the other host that a large file leads to. */
async function signedAddress(path = 'model.safetensors'): Promise<string> {
  const response = await fetch(file(path), { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

describe('files', () => {
  it.each([
    ['bytes=0-9', 206, 'bytes 0-9/1000', 10],
    ['bytes=990-', 206, 'bytes 990-999/1000', 10],
    ['bytes=990-5000', 206, 'bytes 990-999/1000', 10],
    ['bytes=-5', 206, 'bytes 995-999/1000', 5],
    ['bytes=-5000', 206, 'bytes 0-999/1000', 1000],
    ['bytes=1000-', 416, 'bytes */1000', 0],
    ['bytes=9-5', 416, 'bytes */1000', 0],
    ['bytes=0-1,5-6', 200, null, 1000],
    ['lines=0-1', 200, null, 1000],
  ])('answer %s with %i %s', async (range, status, contentRange, length) => {
    const response = await get(file('model.safetensors'), { range });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(new URL(response.url).origin).toBe(hub.filesEndpoint);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes).toHaveLength(length);
    if (status === 206) expect(body.includes(bytes)).toBe(true);
  });

  it('that are empty have no byte that could be asked for', async () => {
    expect((await get(file('empty.bin'), { range: 'bytes=0-0' })).status).toBe(416);
    expect(await (await get(file('empty.bin'))).text()).toBe('');
  });

  it('tell commit, size and hash before they lead to the other host', async () => {
    const response = await fetch(file('model.safetensors'), { method: 'HEAD', redirect: 'manual' });
    expect(response.status).toBe(302);
    const repo = hub.repo('org/model');
    const sha256 = await repo.files(repo.head).get('model.safetensors')!.sha256();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-repo-commit': repo.head,
      'x-linked-size': '1000',
      'x-linked-etag': `"${sha256}"`,
    });
    expect(new URL(response.headers.get('location') ?? '').host).not.toBe(new URL(hub.endpoint).host);
    const there = await get(response.headers.get('location') ?? '');
    expect(there.headers.get('x-repo-commit')).toBeNull();
  });

  it('that are small come from the Hub itself, with the hash of git', async () => {
    const first = await fetch(file('config.json'), { redirect: 'manual' });
    expect(first.status).toBe(307);
    expect(first.headers.get('location')).toMatch(/^\/api\/resolve-cache\/models\/org\/model\//);
    const response = await get(file('config.json'));
    // printf '{"a":1}' | git hash-object --stdin
    expect(response.headers.get('etag')).toBe('"daa5053ecf5f9a37b2de733d0751cc1ab53ac010"');
    expect(response.headers.get('x-repo-commit')).toBe(hub.repo('org/model').head);
  });

  it('are no longer given by an address that has expired', async () => {
    const address = await signedAddress();
    expect((await get(address)).status).toBe(200);
    hub.expireSignedUrls();
    const expired = await get(address);
    expect(expired.status).toBe(403);
    expect(await expired.text()).toContain('Request has expired');
    expect((await get(await signedAddress())).status).toBe(200);
    const forged = address.replace(/Expires=\d/, 'Expires=9');
    expect((await get(forged)).status).toBe(403);
  });
});

describe('revisions', () => {
  it('move, and what was there stays', async () => {
    const repo = hub.addRepo({ id: 'org/moving', files: { 'a.txt': 'old' } });
    const old = repo.head;
    repo.tag('v1', old);
    repo.commit({ 'a.txt': 'new', 'b.txt': 'b' });
    repo.branch('refs/pr/2', old);
    const read = async (revision: string): Promise<string> =>
      (await get(`${hub.endpoint}/org/moving/resolve/${revision}/a.txt`)).text();
    expect(await Promise.all(['main', 'v1', old, old.slice(0, 8), 'refs%2Fpr%2F2'].map(read))).toEqual([
      'new',
      ...Array<string>(4).fill('old'),
    ]);
    const missing = await get(`${hub.endpoint}/org/moving/resolve/v1/b.txt`);
    expect(missing.status).toBe(404);
    expect(Object.fromEntries(missing.headers)).toMatchObject({
      'x-error-code': 'EntryNotFound',
      'x-repo-commit': old,
    });
    const unknown = await get(`${hub.endpoint}/api/models/org/moving/revision/v2`);
    expect([unknown.status, unknown.headers.get('x-error-code')]).toEqual([404, 'RevisionNotFound']);
  });

  it('hold trees of files and folders, whatever their names', async () => {
    const names = ['../x', 'C:\\x', '\\\\host\\s', 'a/..\\b', 'CON', 'dot.', '#?%', 'nul\0', 'A', 'a', 'f', 'f/g', 'é'];
    hub.addRepo({ id: 'org/hostile', files: new Map(names.map((name) => [name, name])) });
    const tree = (await (await get(`${hub.endpoint}/api/models/org/hostile/tree/main?recursive=true`)).json()) as {
      type: string;
      path: string;
    }[];
    expect(tree.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual(names.toSorted());
    const folders = tree.filter(({ type }) => type === 'directory').map(({ path }) => path);
    expect(folders).toEqual(['..', 'a', 'f']);
    const escaped = await get(`${hub.endpoint}/org/hostile/resolve/main/${encodeURIComponent('a/..\\b')}`);
    expect(await escaped.text()).toBe('a/..\\b');
  });
});

describe('refusals', () => {
  it('come with one of three kinds of bodies', async () => {
    const texts: string[] = [];
    for (const errorBody of ['error', 'errors', 'html'] as const) {
      const other = await startHub({ errorBody });
      texts.push(await (await get(`${other.endpoint}/api/models/org/none`)).text());
      await other.stop();
    }
    expect(texts[0]).toBe('{"error":"Invalid username or password."}');
    expect(texts[1]).toBe('{"errors":[{"message":"Invalid username or password."}]}');
    expect(texts[2]).toMatch(/^<!doctype html>/);
  });

  it('of gated files depend on who asks; their names are no secret', async () => {
    const status = async (path: string, token?: string): Promise<number> =>
      (await get(hub.endpoint + path, token === undefined ? {} : { authorization: `Bearer ${token}` })).status;
    const config = '/org/gated/resolve/main/config.json';
    expect(await status(config)).toBe(401);
    expect(await status(config, testTokens.reader)).toBe(403);
    expect(await status(config, testTokens.member)).toBe(200);
    expect(await status('/api/models/org/gated/tree/main')).toBe(200);
    hub.store.change('org/gated', { gated: false });
    expect(await status(config)).toBe(200);
    expect(await status('/api/models', 'hf_unknown')).toBe(401);
  });
});
