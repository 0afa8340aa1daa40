import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from '../../hub-server/start-hub.mts';
import { testTokens } from '../../hub-server/start-hub.mts';
import { cacheProblems, filesBelow } from './support/cache-problems';
import { failureOf, useDownloads } from './support/use-downloads';

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const config = '{"model_type":"bert"}';
const files = { 'config.json': config, 'sub/empty.txt': '', 'model.safetensors': weights, 'a #?%.txt': 'odd' };
const world = useDownloads({
  repos: [
    { id: 'org/model', files },
    { id: 'org/gated', files, gated: 'auto' },
    { id: 'org/private', files, private: true },
    { id: 'org/disabled', files, disabled: true },
  ],
});

const onWeights = (fault: Fault, rest: Partial<FaultRule> = {}): FaultRule => ({
  match: /./,
  origin: 'files',
  method: 'GET',
  fault,
  ...rest,
});

async function expectWhole(): Promise<void> {
  const { path } = await world().download();
  expect(readFileSync(join(path, 'model.safetensors')).equals(weights)).toBe(true);
  expect(readFileSync(join(path, 'config.json'), 'utf8')).toBe(config);
  expect(readFileSync(join(path, 'sub/empty.txt'), 'utf8')).toBe('');
  expect(readFileSync(join(path, 'a #?%.txt'), 'utf8')).toBe('odd');
  expect(cacheProblems(world().cache)).toEqual([]);
  expect(filesBelow(world().repo).filter((file) => file.endsWith('.incomplete'))).toEqual([]);
}

describe('a download gets everything right', () => {
  it.each<[string, FaultRule[]]>([
    ['without any fault', []],
    ['when the connection is cut in the middle', [onWeights({ kind: 'cut', after: 100_000 }, { times: 1 })]],
    ['when it is cut again and again, each time further on', [onWeights({ kind: 'cut', after: 60_000 }, { times: 4 })]],
    ['when a body ends early and cleanly', [onWeights({ kind: 'early-end', after: 100_000 }, { times: 1 })]],
    [
      'when 200 comes in answer to Range',
      [onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }), onWeights({ kind: 'ignore-range' })],
    ],
    [
      'when another range comes than was asked for',
      [
        onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }),
        onWeights({ kind: 'wrong-range' }, { skip: 1, times: 1 }),
      ],
    ],
    ['when the first content is damaged', [onWeights({ kind: 'corrupt' }, { times: 1 })]],
    ['when a file comes compressed', [{ match: /config\.json/, fault: { kind: 'gzip' } }]],
    ['when a signed address has expired', [onWeights({ kind: 'status', status: 403, body: 'expired' }, { times: 1 })]],
    [
      'when a signed address expires before the rest is asked for',
      [
        onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }),
        onWeights({ kind: 'status', status: 403 }, { skip: 1, times: 1 }),
      ],
    ],
    ['when the Hub asks to wait', [{ match: /config\.json/, times: 2, fault: { kind: 'status', status: 429 } }]],
    ['when the host of the files fails for a moment', [onWeights({ kind: 'status', status: 503 }, { times: 2 })]],
    ['when a sign-in page comes once', [onWeights({ kind: 'portal' }, { times: 1 })]],
  ])('%s', async (_name, rules) => {
    for (const rule of rules) world().hub.faults.add(rule);
    await expectWhole();
  });

  it('asks only for what is missing after a cut', async () => {
    world().hub.faults.add(onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }));
    await expectWhole();
    const asked = world().hub.requests.filter(({ origin }) => origin === 'files');
    const ranges = asked.map(({ headers }) => headers.range).filter((range) => range !== undefined);
    expect(ranges).toHaveLength(1);
    expect(Number(/^bytes=(\d+)-$/.exec(ranges[0] ?? '')?.[1])).toBeGreaterThan(0);
  });

  it('when a server refuses ranges after all', async () => {
    world().hub.faults.add(onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }));
    const refusing: typeof fetch = (input, init) =>
      new Headers(init?.headers).has('range')
        ? Promise.resolve(new Response('no ranges', { status: 416 }))
        : fetch(input, init);
    const { path } = await world().download({}, { fetch: refusing });
    expect(readFileSync(join(path, 'model.safetensors')).equals(weights)).toBe(true);
  });

  it('when the network is gone for a while', async () => {
    world().hub.faults.add(onWeights({ kind: 'cut', after: 100_000 }, { times: 1 }));
    let gone = 0;
    const unsteady: typeof fetch = (input, init) => {
      if (!new Headers(init?.headers).has('range') || gone++ >= 5) return fetch(input, init);
      const cause = Object.assign(new Error('connect'), { code: 'ENETUNREACH' });
      return Promise.reject(new TypeError('fetch failed', { cause }));
    };
    const { path } = await world().download({}, { fetch: unsteady });
    expect(gone).toBeGreaterThan(5);
    expect(readFileSync(join(path, 'model.safetensors')).equals(weights)).toBe(true);
  });

  it('gives up on a server that begins anew each time and gets no further', async () => {
    world().hub.faults.add(onWeights({ kind: 'ignore-range' }));
    for (let skip = 0; skip < 40; skip++) {
      world().hub.faults.add(onWeights({ kind: 'cut', after: skip % 2 === 0 ? 100_000 : 110_000 }, { skip, times: 1 }));
    }
    expect((await failureOf(world().download())).code).toBe('network');
    expect(world().hub.requests.filter(({ origin }) => origin === 'files').length).toBeLessThan(10);
    expect(cacheProblems(world().cache)).toEqual([]);
  });

  it('reads everything at one commit when the branch moves meanwhile', async () => {
    const before = world().hub.repo('org/model').head;
    world().hub.faults.add({
      match: /\/resolve\//,
      times: 1,
      fault: { kind: 'meanwhile', run: () => void world().hub.repo('org/model').commit({ 'config.json': '{}' }) },
    });
    const { commit, path } = await world().download();
    expect(commit).toBe(before);
    expect(readFileSync(join(path, 'config.json'), 'utf8')).toBe(config);
    expect(readFileSync(join(world().repo, 'refs/main'), 'utf8')).toBe(before);
  });
});

describe('a download that cannot be had leaves nothing wrong behind', () => {
  it.each<[string, FaultRule[], string]>([
    ['content that stays damaged', [onWeights({ kind: 'corrupt' })], 'bad-file'],
    ['a sign-in page in place of everything', [{ match: /./, fault: { kind: 'portal' } }], 'network'],
    ['a sign-in page in place of the weights', [onWeights({ kind: 'portal' })], 'network'],
    ['bodies that always end at once', [onWeights({ kind: 'early-end', after: 0 })], 'network'],
    ['a Hub that fails', [{ match: /./, fault: { kind: 'status', status: 500 } }], 'network'],
    ['JSON that is none', [{ match: /\/tree\//, fault: { kind: 'text', text: '[{"type"' } }], 'network'],
  ])('%s', async (_name, rules, code) => {
    for (const rule of rules) world().hub.faults.add(rule);
    expect((await failureOf(world().download())).code).toBe(code);
    expect(existsSync(join(world().repo, 'refs/main'))).toBe(false);
    expect(existsSync(world().repo) ? cacheProblems(world().cache) : []).toEqual([]);
    const blobs = join(world().repo, 'blobs');
    const names = existsSync(blobs) ? readdirSync(blobs) : [];
    expect(names.filter((name) => name.length === 64)).toEqual([]);
  });

  it.each([
    ['org/gated', null, 'gated'],
    ['org/gated', testTokens.reader, 'gated'],
    ['org/private', null, 'not-found'],
    ['org/private', 'hf_nobody', 'usage'],
    ['org/disabled', null, 'not-found'],
    ['org/none', testTokens.reader, 'not-found'],
  ])('%s with the token %s', async (id, token, code) => {
    const error = await failureOf(world().download({ id }, { token: () => Promise.resolve(token) }));
    expect(error.code).toBe(code);
    if (token !== null) expect(`${error.message} ${error.help ?? ''}`).not.toContain(token);
  });

  it.each(['../../x', 'a//b', 'main~1', 'x'.repeat(300)])('refuses the revision %s', async (revision) => {
    expect((await failureOf(world().download({ revision }))).code).toBe('usage');
    expect(world().hub.requests).toEqual([]);
  });
});

describe('the token', () => {
  it('goes to the Hub and never to the host of the files', async () => {
    await world().download({ id: 'org/gated' }, { token: () => Promise.resolve(testTokens.member) });
    const bearers = (origin: 'hub' | 'files') =>
      world()
        .hub.requests.filter((request) => request.origin === origin)
        .map(({ headers }) => headers.authorization);
    expect(bearers('hub').every((value) => value === `Bearer ${testTokens.member}`)).toBe(true);
    expect(bearers('files').length).toBeGreaterThan(0);
    expect(bearers('files').every((value) => value === undefined)).toBe(true);
  });
});
