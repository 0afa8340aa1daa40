import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../../src/common/contracts/hub/repo';
import { HubClient } from '../../../src/hub/api/hub-client';
import type { HubAccess } from '../../../src/hub/http/hub-access';
import { hubFetch } from '../../../src/hub/http/hub-fetch';
import { startHub, testTokens, type TestHub } from '../../hub-server/start-hub.mts';
import { accessTo, failureOf } from '../support/scripted-server';

let hub: TestHub;
let client: HubClient;
const nobody: Partial<HubAccess> = { token: () => Promise.resolve(null) };
const member: Partial<HubAccess> = { token: () => Promise.resolve(testTokens.member) };
const reader: Partial<HubAccess> = { token: () => Promise.resolve(testTokens.reader) };
const as = (who: Partial<HubAccess>): HubClient => new HubClient(accessTo(hub.endpoint, who));

const weights = Buffer.alloc(5000, 'weights');
const files = { 'config.json': '{"model_type":"bert"}', 'a #?%/model.safetensors': weights, empty: '' };

beforeAll(async () => {
  hub = await startHub({
    many: 2500,
    repos: [
      { id: 'org/open', files, license: 'mit', languages: ['en', 'de'], downloads: 7, likes: 3 },
      { id: 'org/gated', files, gated: 'manual' },
      { id: 'org/private', files, private: true },
      { id: 'org/disabled', files, disabled: true },
      { id: 'org/many', files: Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`f/${n}`, `${n}`])) },
    ],
  });
  client = as(nobody);
});
afterAll(() => hub.stop());
afterEach(() => hub.faults.clear());

const everything: SearchQuery = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'downloads',
};

describe('the client and a Hub', () => {
  it('go through a whole listing, each model once, in its order', async () => {
    const ids = new Set<string>();
    const downloads: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<HubClient['search']>> = await client.search(everything, { limit: 900, cursor });
      for (const model of page.models) {
        ids.add(model.id);
        downloads.push(model.downloads);
      }
      cursor = page.next;
    } while (cursor !== null);
    expect(ids.size).toBe(downloads.length);
    expect(ids.size).toBeGreaterThan(2500);
    expect(downloads).toEqual(downloads.toSorted((a, b) => b - a));
  });

  it('agree on a model, its tree, its revisions and its files', async () => {
    const info = await client.repo('org/open', null);
    expect(info).toMatchObject({ license: 'mit', languages: ['en', 'de'], downloads: 7, likes: 3, gated: false });
    expect(info.files).toContainEqual({ path: 'a #?%/model.safetensors', bytes: 5000 });
    const tree = await client.tree('org/open', info.commit);
    expect(tree.map(({ path, bytes }) => ({ path, bytes }))).toEqual(expect.arrayContaining(info.files));
    expect(tree.find(({ path }) => path.endsWith('.safetensors'))?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(tree.find(({ path }) => path === 'config.json')?.sha256).toBeNull();
    expect(await client.revisions('org/open')).toEqual([{ name: 'main', commit: info.commit }]);
    expect(await client.readText('org/open', 'main', 'config.json', 100)).toBe('{"model_type":"bert"}');
    expect(await client.readText('org/open', 'main', 'README.md', 100)).toBeNull();
    expect(await client.readText('org/open', 'main', 'empty', 100)).toBe('');
    const part = await client.readRange('org/open', info.commit, 'a #?%/model.safetensors', 10, 30);
    expect(Buffer.from(part).equals(weights.subarray(10, 30))).toBe(true);
    expect(await client.readRange('org/open', 'main', 'empty', 0, 8)).toHaveLength(0);
  });

  it('agree on a tree of several pages', async () => {
    const { commit } = await client.repo('org/many', null);
    expect(new Set((await client.tree('org/many', commit)).map(({ path }) => path)).size).toBe(2100);
  });

  it('agree on whose token it is', async () => {
    expect(await as(member).whoAmI()).toEqual({ name: 'member' });
  });
});

describe('what a Hub refuses', () => {
  const commit = '0'.repeat(40);
  const config = (who: HubClient, id: string): Promise<unknown> => who.readText(id, 'main', 'config.json', 100);

  it.each([
    ['gated, for nobody', nobody, 'org/gated', 'gated', 'only for those who sign in'],
    ['gated, for somebody without access', reader, 'org/gated', 'gated', 'no access to its files yet'],
    ['private, for nobody', nobody, 'org/private', 'not-found', 'or it is private'],
    ['private, for somebody else', reader, 'org/private', 'not-found', 'or it is private'],
    ['missing', member, 'org/none', 'not-found', 'or it is private'],
    ['disabled', member, 'org/disabled', 'not-found', 'disabled'],
    ['a token that nobody has', { token: () => Promise.resolve('hf_x') }, 'org/open', 'usage', 'not accept the token'],
  ])('%s', async (_name, who, id, code, words) => {
    const error = await failureOf(config(as(who), id));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as string });
  });

  it('is given to those who may have it', async () => {
    expect(await config(as(member), 'org/gated')).toContain('bert');
    expect(await config(as(member), 'org/private')).toContain('bert');
    expect(await client.repo('org/gated', null)).toMatchObject({ gated: 'manual' });
  });

  it('are revisions and files that are not there', async () => {
    const noRevision = expect.stringContaining('no revision "v9"') as string;
    expect(await failureOf(client.repo('org/open', 'v9'))).toMatchObject({ code: 'not-found', message: noRevision });
    expect(await failureOf(client.readText('org/open', 'v9', 'x', 9))).toMatchObject({ message: noRevision });
    expect(await failureOf(client.tree('org/open', commit))).toMatchObject({ code: 'not-found' });
    const url = client.resolveUrl('org/open', 'main', 'none.txt');
    const about = { id: 'org/open', path: 'none.txt' };
    expect(await failureOf(hubFetch(client.access, url, { about }))).toMatchObject({
      code: 'not-found',
      message: 'The model "org/open" has no file "none.txt".',
    });
  });
});

describe('a Hub at fault', () => {
  const read = (): Promise<Uint8Array> => client.readRange('org/open', 'main', 'a #?%/model.safetensors', 5, 50);
  const due = weights.subarray(5, 50);

  it.each([
    ['whole files in answer to ranges', { kind: 'ignore-range' } as const],
    ['compressed parts', { kind: 'gzip' } as const],
  ])('is survived: %s', async (_name, fault) => {
    hub.faults.add({ match: /safetensors|./, origin: 'files', fault });
    expect(Buffer.from(await read()).equals(due)).toBe(true);
  });

  it.each([
    ['a cut connection', { kind: 'cut', after: 3 } as const],
    ['429', { kind: 'status', status: 429, headers: { ratelimit: '"api";r=0;t=2' } } as const],
    ['an expired link', { kind: 'status', status: 403 } as const],
  ])('is survived once it has passed: %s', async (_name, fault) => {
    hub.faults.add({ match: /./, origin: 'files', times: 2, fault });
    expect(Buffer.from(await read()).equals(due)).toBe(true);
  });

  it('is noticed: another range than was asked for', async () => {
    hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'wrong-range' } });
    expect(await failureOf(read())).toMatchObject({ code: 'network' });
  });

  it('is noticed: fields of other kinds cost one entry, not the page', async () => {
    const edit = (value: unknown): unknown =>
      (value as object[]).map((each, n) => (n === 0 ? { ...each, id: null } : each));
    const before = await client.search(everything, { limit: 5, cursor: null });
    hub.faults.add({ match: /^\/api\/models/, fault: { kind: 'json', edit } });
    const after = await client.search(everything, { limit: 5, cursor: null });
    expect(after.models).toEqual(before.models.slice(1));
  });

  it('is noticed: half of JSON, and a list of files without end', async () => {
    hub.faults.add({ match: /^\/api\/models\?/, fault: { kind: 'text', text: '[{"id":' } });
    expect(await failureOf(client.search(everything, { limit: 5, cursor: null }))).toMatchObject({ code: 'network' });
    const { commit } = await client.repo('org/open', null);
    hub.faults.add({ match: /\/tree\//, fault: { kind: 'endless' } });
    expect(await failureOf(client.tree('org/open', commit))).toMatchObject({
      code: 'network',
      message: expect.stringContaining('does not end') as string,
    });
  });

  it('is not followed to another host for the next page', async () => {
    const start = hub.requests.length;
    const { next } = await client.search(everything, { limit: 5, cursor: null });
    const url = `${hub.filesEndpoint}/api/models?cursor=${encodeURIComponent(next ?? '')}`;
    hub.faults.add({ match: /^\/api\/models/, fault: { kind: 'next', url } });
    const page = await client.search(everything, { limit: 5, cursor: null });
    await client.search(everything, { limit: 5, cursor: page.next });
    expect(hub.requests.slice(start).map(({ origin }) => origin)).toEqual(['hub', 'hub', 'hub']);
  });
});
