import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HubClient } from '../../../../src/hub/api/hub-client';
import { listCachedModels, type CachedModel } from '../../../../src/hub/cache/cached-models';
import { deleteModel } from '../../../../src/hub/cache/delete-model';
import { downloadModel, type DownloadResult } from '../../../../src/hub/download/download-model';
import { resolveModel } from '../../../../src/hub/models/resolve-model';
import { startHub, syntheticContent, type TestHub } from '../../../hub-server/start-hub.mts';
import { repos } from '../repos';
import { HubPython } from './hub-python';

const id = 'fixtures/roberta-sentiment';
const weights = { 'model.safetensors': syntheticContent('shared weights', 3_000_001) };
let hub: TestHub;
let python: HubPython;

beforeEach(async () => {
  hub = await startHub({
    repos: [
      ...repos,
      { id: 'xet/one', files: { 'config.json': '{"one":1}', ...weights }, xet: true },
      { id: 'xet/two', files: { 'config.json': '{"two":2}', ...weights }, xet: true },
    ],
  });
  python = await HubPython.create(hub.endpoint);
});
afterEach(async () => {
  python.remove();
  await hub.stop();
});

const offline = { HF_HUB_OFFLINE: '1' };
const none = (): Promise<null> => Promise.resolve(null);

interface Snapshot {
  readonly folder: string;
  readonly files: string[];
}

/** Downloads all files of a model as the product does. */
function download(model: string, revision: string | null = null, signal?: AbortSignal): Promise<DownloadResult> {
  const access = { endpoint: hub.endpoint, token: none, offline: () => false, fetch, userAgent: 'model-lens/test' };
  return downloadModel({
    client: new HubClient(access),
    cache: python.cache,
    id: model,
    revision,
    files: null,
    signal: signal ?? new AbortController().signal,
  });
}

const byPython = (arguments_: object, env: Record<string, string> = {}): Promise<unknown> =>
  python.call('download', { cache_dir: python.cache, ...arguments_ }, env);
const ours = (): Promise<CachedModel[]> => listCachedModels({ HF_HUB_CACHE: python.cache });
const resolved = async (name: string): Promise<string> =>
  (await resolveModel(name, { env: { HF_HUB_CACHE: python.cache }, sampleFolder: '' })).folder;

/** Every file of a model at a commit is in the folder, whole. */
async function expectWhole(folder: string, model: string, commit = hub.repo(model).head): Promise<void> {
  for (const [path, content] of hub.repo(model).files(commit)) {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
    expect(hash, path).toBe(await content.sha256());
  }
}

/** How many bodies of files were asked for since a point of the log. */
const bodiesSince = (start: number): number =>
  hub.requests
    .slice(start)
    .filter(({ method, url }) => method === 'GET' && /^\/(api\/resolve-cache|repos|xorbs)/.test(url)).length;

describe('what we downloaded', () => {
  it('is opened by Python offline, by branch, tag, pull request and commit', async () => {
    const repo = hub.repo(id);
    const commit = repo.head;
    repo.tag('v1', commit);
    repo.branch('refs/pr/1', commit);
    for (const revision of [null, 'v1', 'refs/pr/1']) await download(id, revision);
    const files = [...repo.files(commit).keys()].sort();
    const folder = join(python.cache, 'models--fixtures--roberta-sentiment/snapshots', commit);
    const asked = hub.requests.length;
    for (const revision of ['main', 'v1', 'refs/pr/1', commit]) {
      expect(await byPython({ repo_id: id, revision }, offline), revision).toEqual({ folder, files });
      expect(await byPython({ repo_id: id, revision, local_files_only: true }), revision).toEqual({ folder, files });
    }
    expect(hub.requests.length).toBe(asked);
    const [config, onnx, missing] = await python.calls(
      ['config.json', 'onnx/model.onnx', 'none'].map((filename) => [
        'cached_file',
        { repo_id: id, filename, cache_dir: python.cache },
      ]),
    );
    expect([config, onnx, missing]).toEqual([join(folder, 'config.json'), join(folder, 'onnx/model.onnx'), null]);
    await expectWhole(folder, id);
  });

  it('is nothing that Python would warn of, download again or fail to delete', async () => {
    const { commit } = await download(id);
    const { repos: found, warnings } = (await python.call('scan', { cache_dir: python.cache })) as {
      repos: { id: string; size: number; revisions: { commit: string; refs: string[]; files: string[] }[] }[];
      warnings: string[];
    };
    expect(warnings).toEqual([]);
    expect(found).toMatchObject([{ id, revisions: [{ commit, refs: ['main'] }] }]);
    expect(found[0]?.size).toBe((await ours())[0]?.bytes);
    const start = hub.requests.length;
    await byPython({ repo_id: id });
    expect(bodiesSince(start)).toBe(0);
    await python.call('delete_revisions', { cache_dir: python.cache, commits: [commit] });
    expect(await ours()).toEqual([]);
  });

  it('in part is completed by Python', async () => {
    hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'stall', after: 1000 } });
    const stop = new AbortController();
    const started = download(id, null, stop.signal);
    await hub.log.waitFor(/^\/repos/, 'files');
    stop.abort();
    await expect(started).rejects.toMatchObject({ code: 'cancelled' });
    hub.faults.clear();
    const { folder } = (await byPython({ repo_id: id })) as Snapshot;
    await expectWhole(folder, id);
    expect(await resolved(id)).toBe(folder);
  });
});

describe('what Python downloaded', () => {
  it('is found, and not downloaded again', async () => {
    hub.repo(id).tag('v1', hub.repo(id).head);
    const { folder, files } = (await byPython({ repo_id: id, revision: 'v1' })) as Snapshot;
    expect(await resolved(`${id}@v1`)).toBe(folder);
    expect(await resolved(id)).toBe(folder);
    const [model] = await ours();
    expect(model).toMatchObject({ id, revisions: [{ refs: ['v1'], hasConfig: true, weights: 'safetensors' }] });
    const start = hub.requests.length;
    const result = await download(id);
    expect(bodiesSince(start)).toBe(0);
    expect(result.path).toBe(folder);
    expect(result.files.map(({ path }) => path).sort()).toEqual(files);
    await expectWhole(folder, id);
  });

  it('follows a branch that moves, and keeps the files that stayed the same', async () => {
    await byPython({ repo_id: id });
    const repo = hub.repo(id);
    const old = repo.head;
    repo.commit(new Map([...repo.files(old), ['config.json', '{"model_type":"roberta","moved":true}']]));
    const start = hub.requests.length;
    const { path, commit } = await download(id);
    expect(bodiesSince(start)).toBe(1);
    expect(commit).not.toBe(old);
    await expectWhole(path, id);
    expect(((await byPython({ repo_id: id }, offline)) as Snapshot).folder).toBe(path);
    expect((await ours())[0]?.revisions.map((revision) => revision.commit).sort()).toEqual([commit, old].sort());
  });

  it('as shared blobs is read, counted, completed and deleted without harm to others', async () => {
    const one = (await byPython({ repo_id: 'xet/one' })) as Snapshot;
    const two = (await byPython({ repo_id: 'xet/two', allow_patterns: 'model.safetensors' })) as Snapshot;
    // Python shares the weights of the two: one file, to which a link of each model's blobs leads.
    const blobs = join(python.cache, 'models--xet--one/blobs');
    const sha256 = await weights['model.safetensors'].sha256();
    expect(lstatSync(join(blobs, sha256)).isSymbolicLink()).toBe(true);
    expect(existsSync(join(python.cache, 'blobs/.huggingface-shared-blobs'))).toBe(true);

    expect(await resolved('xet/one')).toBe(one.folder);
    expect((await ours()).map(({ id: model, bytes }) => [model, bytes]).sort()).toEqual([
      ['xet/one', 3_000_010],
      ['xet/two', 3_000_001],
    ]);
    const start = hub.requests.length;
    expect((await download('xet/two')).path).toBe(two.folder);
    expect(bodiesSince(start)).toBe(1);
    await expectWhole(two.folder, 'xet/two');

    expect(await deleteModel(python.cache, 'xet/one')).toMatchObject({ sharedBytes: 3_000_001 });
    expect((await ours()).map((model) => model.id)).toEqual(['xet/two']);
    await expectWhole(two.folder, 'xet/two');
    expect(((await byPython({ repo_id: 'xet/two' }, offline)) as Snapshot).folder).toBe(two.folder);
    expect(await python.call('scan', { cache_dir: python.cache })).toMatchObject({ warnings: [] });

    await python.call('prune', { cache_dir: python.cache });
    await expectWhole(two.folder, 'xet/two');
    await deleteModel(python.cache, 'xet/two');
    await python.call('prune', { cache_dir: python.cache });
    const kept = readdirSync(join(python.cache, 'blobs'), { recursive: true }).map(String);
    expect(kept.filter((name) => /[0-9a-f]{64}$/.test(name))).toEqual([]);
  });
});

describe('Python and the product at once', () => {
  it('download the same model, and both have it whole', async () => {
    hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'slow', bytesPerSecond: 8_000_000 } });
    const [mine, theirs] = await Promise.all([download(id), byPython({ repo_id: id }) as Promise<Snapshot>]);
    expect(theirs.folder).toBe(mine.path);
    await expectWhole(mine.path, id);
    const left = readdirSync(join(python.cache, 'models--fixtures--roberta-sentiment/blobs'));
    expect(left.filter((name) => !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name))).toEqual([]);
  });
});
