import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CacheWorld, offline } from './cache-world';

// Python is made ready once; where there is none these are reported as skipped, never as passed.
const noPython = inject('hubPython') === null;

const id = 'fixtures/roberta-sentiment';
let world: CacheWorld;
beforeEach(async () => {
  world = await CacheWorld.open();
});
afterEach(() => world.close());

describe.skipIf(noPython)('what we downloaded', () => {
  it('is opened by Python offline, by branch, tag, pull request and commit', async () => {
    const repo = world.hub.repo(id);
    const commit = repo.head;
    repo.tag('v1', commit);
    repo.branch('refs/pr/1', commit);
    for (const revision of [null, 'v1', 'refs/pr/1']) await world.download(id, revision);
    const files = [...repo.files(commit).keys()].sort();
    const folder = join(world.cache, 'models--fixtures--roberta-sentiment/snapshots', commit);
    const asked = world.hub.requests.length;
    for (const revision of ['main', 'v1', 'refs/pr/1', commit]) {
      expect(await world.byPython({ repo_id: id, revision }, offline), revision).toEqual({ folder, files });
    }
    expect(await world.byPython({ repo_id: id, local_files_only: true })).toEqual({ folder, files });
    expect(world.hub.requests.length).toBe(asked);
    const [config, onnx, missing] = await world.python.calls(
      ['config.json', 'onnx/model.onnx', 'none'].map((filename) => [
        'cached_file',
        { repo_id: id, filename, cache_dir: world.cache },
      ]),
    );
    expect([config, onnx, missing]).toEqual([join(folder, 'config.json'), join(folder, 'onnx/model.onnx'), null]);
    await world.expectWhole(folder, id);
  });

  it('is nothing that Python would warn of, download again or fail to delete', async () => {
    const { commit } = await world.download(id);
    const { repos: found, warnings } = (await world.python.call('scan', { cache_dir: world.cache })) as {
      repos: { id: string; size: number; revisions: { commit: string; refs: string[]; files: string[] }[] }[];
      warnings: string[];
    };
    expect(warnings).toEqual([]);
    expect(found).toMatchObject([{ id, revisions: [{ commit, refs: ['main'] }] }]);
    expect(found[0]?.size).toBe((await world.list())[0]?.bytes);
    const start = world.hub.requests.length;
    await world.byPython({ repo_id: id });
    expect(world.bodiesSince(start)).toBe(0);
    await world.python.call('delete_revisions', { cache_dir: world.cache, commits: [commit] });
    expect(await world.list()).toEqual([]);
  });

  it('in part is completed by Python', async () => {
    world.hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'stall', after: 1000 } });
    const stop = new AbortController();
    const started = expect(world.download(id, null, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await world.hub.log.waitFor(/^\/repos/, 'files');
    stop.abort();
    await started;
    world.hub.faults.clear();
    const { folder } = await world.byPython({ repo_id: id });
    await world.expectWhole(folder, id);
    expect(await world.resolved(id)).toBe(folder);
  });

  it('without links is read by Python, and not filled again', async () => {
    const without = { HF_HUB_DISABLE_SYMLINKS: '1' };
    vi.stubEnv('HF_HUB_DISABLE_SYMLINKS', '1');
    const { path } = await world.download(id).finally(() => vi.unstubAllEnvs());
    expect(lstatSync(join(path, 'model.safetensors')).isFile()).toBe(true);
    await world.expectWhole(path, id);
    const files = [...world.hub.repo(id).files(world.hub.repo(id).head).keys()].sort();
    expect(await world.byPython({ repo_id: id }, { ...offline, ...without })).toEqual({ folder: path, files });
    const start = world.hub.requests.length;
    await world.byPython({ repo_id: id }, without);
    expect(world.bodiesSince(start)).toBe(0);
  });
});

describe.skipIf(noPython)('Python and the product at once', () => {
  it('download the same model, and both have it whole', async () => {
    world.hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 8_000_000 } });
    const [mine, theirs] = await Promise.all([world.download(id), world.byPython({ repo_id: id })]);
    expect(theirs.folder).toBe(mine.path);
    await world.expectWhole(mine.path, id);
    const left = readdirSync(join(world.cache, 'models--fixtures--roberta-sentiment/blobs'));
    expect(left.filter((name) => !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name))).toEqual([]);
  });
});
