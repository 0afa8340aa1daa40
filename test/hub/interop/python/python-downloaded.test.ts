import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { deleteModel } from '../../../../src/hub/cache/delete-model';
import { syntheticContent } from '../../../hub-server/start-hub.mts';
import { CacheWorld, offline } from './cache-world';

// Python is made ready once; where there is none these are reported as skipped, never as passed.
const noPython = inject('hubPython') === null;

const id = 'fixtures/roberta-sentiment';
const weights = syntheticContent('shared weights', 3_000_001);
const xet = (name: string) =>
  ({
    id: `xet/${name}`,
    files: { 'config.json': `{"of":"${name}"}`, 'model.safetensors': weights },
    xet: true,
  }) as const;

let world: CacheWorld;
beforeEach(async () => {
  world = await CacheWorld.open([xet('one'), xet('two')]);
});
afterEach(() => world.close());

describe.skipIf(noPython)('what Python downloaded', () => {
  it('is found, and not downloaded again', async () => {
    world.hub.repo(id).tag('v1', world.hub.repo(id).head);
    const { folder, files } = await world.byPython({ repo_id: id, revision: 'v1' });
    expect(await world.resolved(`${id}@v1`)).toBe(folder);
    expect(await world.resolved(id)).toBe(folder);
    const [model] = await world.list();
    expect(model).toMatchObject({ id, revisions: [{ refs: ['v1'], hasConfig: true, weights: 'safetensors' }] });
    const start = world.hub.requests.length;
    const result = await world.download(id);
    expect(world.bodiesSince(start)).toBe(0);
    expect(result.path).toBe(folder);
    expect(result.files.map(({ path }) => path).sort()).toEqual(files);
    await world.expectWhole(folder, id);
  });

  it('follows a branch that moves, and keeps the files that stayed the same', async () => {
    await world.byPython({ repo_id: id });
    const repo = world.hub.repo(id);
    const old = repo.head;
    repo.commit({ ...Object.fromEntries(repo.files(old)), 'config.json': '{"model_type":"roberta","moved":true}' });
    const start = world.hub.requests.length;
    const { path, commit } = await world.download(id);
    expect(world.bodiesSince(start)).toBe(1);
    expect(commit).not.toBe(old);
    await world.expectWhole(path, id);
    expect((await world.byPython({ repo_id: id }, offline)).folder).toBe(path);
    expect((await world.list())[0]?.revisions.map((each) => each.commit).sort()).toEqual([commit, old].sort());
  });

  it('without links is read, and not filled again', async () => {
    const { folder } = await world.byPython({ repo_id: id }, { HF_HUB_DISABLE_SYMLINKS: '1' });
    expect(lstatSync(join(folder, 'model.safetensors')).isFile()).toBe(true);
    expect(await world.resolved(id)).toBe(folder);
    const start = world.hub.requests.length;
    expect((await world.download(id)).path).toBe(folder);
    expect(world.bodiesSince(start)).toBe(0);
  });
});

describe.skipIf(noPython)('blobs that Python shares between models', () => {
  it('are read, counted, and completed', async () => {
    const one = await world.byPython({ repo_id: 'xet/one' });
    const two = await world.byPython({ repo_id: 'xet/two', allow_patterns: 'model.safetensors' });
    // The weights of the two are one file, to which a link in the blobs of each leads.
    const blob = join(world.cache, 'models--xet--one/blobs', await weights.sha256());
    expect(lstatSync(blob).isSymbolicLink()).toBe(true);
    expect(existsSync(join(world.cache, 'blobs/.huggingface-shared-blobs'))).toBe(true);
    expect(await world.resolved('xet/one')).toBe(one.folder);
    const sizes = (await world.list()).map(({ id: model, bytes }) => [model, bytes]);
    expect(sizes.sort()).toEqual([
      ['xet/one', 3_000_001 + '{"of":"one"}'.length],
      ['xet/two', 3_000_001],
    ]);
    const start = world.hub.requests.length;
    expect((await world.download('xet/two')).path).toBe(two.folder);
    expect(world.bodiesSince(start)).toBe(1);
    await world.expectWhole(two.folder, 'xet/two');
  });

  it('outlive the deletion of one model, and go with the last one when Python cleans up', async () => {
    for (const model of ['xet/one', 'xet/two']) await world.byPython({ repo_id: model });
    const { folder } = await world.byPython({ repo_id: 'xet/two' }, offline);
    expect(await deleteModel(world.cache, 'xet/one')).toMatchObject({ sharedBytes: 3_000_001 });
    expect((await world.list()).map((model) => model.id)).toEqual(['xet/two']);
    expect((await world.byPython({ repo_id: 'xet/two' }, offline)).folder).toBe(folder);
    expect(await world.python.call('scan', { cache_dir: world.cache })).toMatchObject({ warnings: [] });
    await world.python.call('prune', { cache_dir: world.cache });
    await world.expectWhole(folder, 'xet/two');
    await deleteModel(world.cache, 'xet/two');
    await world.python.call('prune', { cache_dir: world.cache });
    const kept = readdirSync(join(world.cache, 'blobs'), { recursive: true }).map(String);
    expect(kept.filter((name) => /[0-9a-f]{64}$/.test(name))).toEqual([]);
  });
});
