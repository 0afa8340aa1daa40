import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { repoInfoSchema, revisionSchema } from '../../../src/common/contracts/hub/details-view';
import { foundModelSchema, repoFileSchema } from '../../../src/common/contracts/hub/repo';
import { LensError } from '../../../src/common/errors/lens-error';
import { HubClient } from '../../../src/hub/api/hub-client';
import { nextCursor } from '../../../src/hub/api/pages';
import { isSafePath } from '../../../src/hub/files/safe-path';
import { waitOf } from '../../../src/hub/http/rate-limit';
import { isRepoId } from '../../../src/hub/names/model-name';
import { accessTo } from '../support/scripted-server';

const hash = fc.constantFrom('a'.repeat(40), 'b'.repeat(64), 'x', '');
const path = fc.constantFrom('config.json', '../x', 'a/b', 'CON', '', 'a\\b', '__proto__');
const anything = fc.jsonValue({ maxDepth: 2 });

/** A value of this kind, or something else in its place. */
const mostly = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: anything });

const entry = fc.record(
  {
    type: mostly(fc.constantFrom('file', 'directory')),
    path: mostly(path),
    rfilename: mostly(path),
    size: mostly(fc.maxSafeNat()),
    oid: mostly(hash),
    lfs: mostly(fc.record({ oid: hash, size: fc.integer() })),
    name: mostly(fc.constantFrom('main', 'v1', '../x', 'a b')),
    targetCommit: mostly(hash),
  },
  { requiredKeys: [] },
);
const model = fc.record(
  {
    id: mostly(fc.constantFrom('org/name', 'gpt2', '../x', 'a/b/c')),
    sha: mostly(hash),
    pipeline_tag: mostly(fc.string()),
    library_name: mostly(fc.string()),
    tags: mostly(fc.array(mostly(fc.constantFrom('license:mit', 'en')))),
    downloads: mostly(fc.nat()),
    likes: mostly(fc.nat()),
    gated: mostly(fc.constantFrom(false, 'auto', 'manual')),
    private: mostly(fc.boolean()),
    lastModified: mostly(fc.date({ noInvalidDate: true })),
    cardData: mostly(fc.record({ language: mostly(fc.string()), license: mostly(fc.array(mostly(fc.string()))) })),
    siblings: mostly(fc.array(mostly(entry))),
    branches: mostly(fc.array(mostly(entry))),
  },
  { requiredKeys: [] },
);
const answer = mostly(fc.oneof(model, fc.array(mostly(fc.oneof(model, entry)))));

/** What a method makes of an answer; null when it refuses it with a reason. */
async function read<Result>(body: unknown, ask: (client: HubClient) => Promise<Result>): Promise<Result | null> {
  const access = accessTo('https://hub.example', { fetch: () => Promise.resolve(Response.json(body)) });
  try {
    return await ask(new HubClient(access));
  } catch (error) {
    if (error instanceof LensError && error.code === 'network') return null;
    throw error;
  }
}

describe('whatever a server answers', () => {
  const check = (property: (body: unknown) => Promise<void>): Promise<void> =>
    fc.assert(fc.asyncProperty(answer, property), { numRuns: 1500 });

  it('a listing holds models, or is refused', async () => {
    const query = { text: '', task: null, author: null, library: null, license: null, sort: 'likes' } as const;
    await check(async (body) => {
      const page = await read(body, (client) => client.search(query, { limit: 1, cursor: null }));
      for (const each of page?.models ?? []) {
        expect(v.is(foundModelSchema, each)).toBe(true);
        expect(isRepoId(each.id)).toBe(true);
      }
    });
  });

  it('a model has a commit and files that can be created, or is refused', async () => {
    let models = 0;
    await check(async (body) => {
      const info = await read(body, (client) => client.repo('org/name', null));
      if (info === null) return;
      models++;
      expect(v.is(repoInfoSchema, info)).toBe(true);
      expect(info.files.every((file) => isSafePath(file.path))).toBe(true);
    });
    expect(models).toBeGreaterThan(10);
  });

  it('a tree has files with sizes and hashes, or is refused', async () => {
    await check(async (body) => {
      for (const file of (await read(body, (client) => client.tree('org/name', 'main'))) ?? []) {
        expect(v.is(repoFileSchema, file) && isSafePath(file.path)).toBe(true);
        expect(file.oid).toMatch(/^[0-9a-f]{40}$/);
        expect(file.sha256 ?? 'a'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
      }
    });
  });

  it('revisions have names and commits, or are refused', async () => {
    await check(async (body) => {
      const revisions = await read(body, (client) => client.revisions('org/name'));
      expect(v.is(v.nullable(v.array(revisionSchema)), revisions)).toBe(true);
    });
  });

  it('its headers are read without a failure', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      ';',
      'rel="next"',
      'https://h/?cursor=',
      'cursor',
      ',',
      '"api"',
      'r=0',
      't=5',
    );
    const words = fc.array(fc.oneof(part, fc.string({ maxLength: 5 }))).map((parts) => parts.join(''));
    const header = words.map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
    fc.assert(
      fc.property(header, (text) => {
        const headers = new Headers({ link: text, ratelimit: text, 'retry-after': text });
        expect(nextCursor(headers)).not.toBe('');
        expect(waitOf(headers) ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});
