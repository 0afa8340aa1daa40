import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { startHub, testTokens, type TestHub } from '../../../hub-server/start-hub.mts';
import { repos } from '../repos';
import { HubPython } from './hub-python';

// Python is made ready once; where there is none these are reported as skipped, never as passed.
const noPython = inject('hubPython') === null;

const repo_id = 'fixtures/roberta-sentiment';
let hub: TestHub;
let python: HubPython;

beforeAll(async () => {
  hub = await startHub({ repos, many: 1200 });
  if (!noPython) python = HubPython.create(hub.endpoint);
});
afterAll(async () => {
  if (!noPython) python.remove();
  await hub.stop();
});
afterEach(() => hub.faults.clear());

interface Listed {
  readonly id: string;
  readonly downloads: number;
  readonly files: string[] | null;
}

interface Downloaded {
  readonly folder: string;
  readonly files: string[];
}

describe.skipIf(noPython)('huggingface_hub with the test Hub', () => {
  it('is the release that these tests are about', async () => {
    expect(await python.call('version')).toMatch(/^2\.\d+\.\d+$/);
  });

  it('searches with filters, over several pages', async () => {
    const filtered = { search: 'roberta', author: 'fixtures', pipeline_tag: 'text-classification' };
    const [everything, found, fields, page] = (await python.calls([
      ['list_models', { sort: 'downloads' }],
      ['list_models', { ...filtered, filter: ['license:apache-2.0', 'en'], full: true }],
      ['list_models', { search: 'roberta', author: 'fixtures', expand: ['downloads', 'siblings'] }],
      ['list_models', { sort: 'last_modified', limit: 300, take: 250 }],
    ])) as Listed[][];
    expect(new Set(everything!.map(({ id }) => id)).size).toBe(1200 + repos.length - 1);
    const downloads = everything!.map((model) => model.downloads);
    expect(downloads).toEqual(downloads.toSorted((one, other) => other - one));
    expect(found).toEqual([
      expect.objectContaining({ id: repo_id, task: 'text-classification', likes: 12, downloads: 70_000 }),
    ]);
    expect(found![0]!.files).toContain('onnx/model.onnx');
    expect(fields).toMatchObject([{ id: repo_id, downloads: 70_000, likes: null }]);
    expect(page).toHaveLength(250);
  });

  it('reads a model, its files and its revisions', async () => {
    const repo = hub.repo(repo_id);
    const [commit, snapshot] = [repo.head, repo.files(repo.head)];
    repo.tag('v1', commit);
    repo.branch('refs/pr/1', commit);
    const [info, tree, folder, many, paths, refs] = await python.calls([
      ['model_info', { repo_id, files_metadata: true, revision: 'v1' }],
      ['list_repo_tree', { repo_id, recursive: true }],
      ['list_repo_tree', { repo_id, path_in_repo: 'onnx', expand: true }],
      ['list_repo_tree', { repo_id: 'fixtures/many-files', recursive: true }],
      ['get_paths_info', { repo_id, paths: ['onnx', 'config.json', 'none'] }],
      ['list_repo_refs', { repo_id, include_pull_requests: true }],
    ]);
    const sha256 = await snapshot.get('model.safetensors')!.sha256();
    expect(info).toMatchObject({ id: repo_id, commit, gated: false, license: 'apache-2.0' });
    expect((info as { files: unknown[] }).files).toContainEqual({ path: 'model.safetensors', size: 137_468, sha256 });
    const content = snapshot.get('a folder/ünï #1 100%.json')!;
    expect(tree).toContainEqual(expect.objectContaining({ path: 'model.safetensors', sha256, size: 137_468 }));
    expect(tree).toContainEqual(
      expect.objectContaining({ path: 'a folder/ünï #1 100%.json', oid: await content.gitSha(), sha256: null }),
    );
    expect(folder).toContainEqual(expect.objectContaining({ path: 'onnx/model.onnx', commit }));
    expect((many as { path: string }[]).filter(({ path }) => path.endsWith('.txt'))).toHaveLength(2500);
    expect((paths as string[]).toSorted()).toEqual(['config.json', 'onnx']);
    expect(refs).toEqual({ branches: ['main'], tags: ['v1'], converts: [], pull_requests: ['refs/pr/1'] });
  });

  it('downloads a snapshot, and has it offline', async () => {
    const { folder, files } = (await python.call('download', { repo_id })) as Downloaded;
    const repo = hub.repo(repo_id);
    const snapshot = repo.files(repo.head);
    expect(folder).toBe(join(python.cache, 'models--fixtures--roberta-sentiment/snapshots', repo.head));
    expect(files).toEqual([...snapshot.keys()].sort());
    for (const [path, content] of snapshot) {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      expect(hash, path).toBe(await content.sha256());
    }
    const before = hub.requests.length;
    expect(await python.call('download', { repo_id }, { HF_HUB_OFFLINE: '1' })).toEqual({ folder, files });
    expect(hub.requests.length).toBe(before);
  });

  it('goes on where a cut connection left a file, and keeps its token from the other host', async () => {
    const only = { repo_id, allow_patterns: 'large.bin', cache_dir: join(python.cache, 'cut') };
    // Python writes 10 MB at a time: what came after them is lost.
    hub.faults.add({ match: /./, origin: 'files', times: 1, fault: { kind: 'cut', after: 11_000_000 } });
    const before = hub.requests.length;
    const env = { HF_TOKEN: testTokens.reader };
    const { folder } = (await python.call('download', only, env)) as Downloaded;
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, 'large.bin')))
      .digest('hex');
    expect(hash).toBe(await hub.repo(repo_id).files(hub.repo(repo_id).head).get('large.bin')!.sha256());
    const asked = hub.requests.slice(before);
    const parts = asked.filter(({ origin, method }) => origin === 'files' && method === 'GET');
    expect(parts.map(({ status }) => status)).toEqual([200, 206]);
    expect(parts.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(asked.find(({ origin }) => origin === 'hub')?.headers.authorization).toBe(`Bearer ${testTokens.reader}`);
  });

  it('waits as long as a rate limit says', async () => {
    const headers = { ratelimit: '"api";r=0;t=1' };
    hub.faults.add({ match: /^\/api\/models\?/, times: 1, fault: { kind: 'status', status: 429, headers } });
    expect(await python.call('list_models', { limit: 3, take: 3 })).toHaveLength(3);
    const statuses = hub.requests.filter(({ url }) => url.startsWith('/api/models?')).map(({ status }) => status);
    expect(statuses.slice(-2)).toEqual([429, 200]);
  });

  it.each([
    ['fixtures/gated', '', 'GatedRepoError'],
    ['fixtures/gated', testTokens.reader, 'GatedRepoError'],
    ['fixtures/private', '', 'RepositoryNotFoundError'],
    ['fixtures/private', testTokens.reader, 'RepositoryNotFoundError'],
    ['fixtures/none', testTokens.member, 'RepositoryNotFoundError'],
    ['fixtures/disabled', testTokens.member, 'DisabledRepoError'],
  ])('is refused %s with the token "%s": %s', async (id, token, error) => {
    const [refused] = await python.calls([['download', { repo_id: id, token: token || false }]]);
    const [wrong] = await python.calls([['model_info', { repo_id: id, token: token || false }]]);
    const errors = [refused, wrong].map((each) => (each as { error?: string }).error);
    expect(errors).toContain(error);
  });

  it('is told of wrong revisions, files and tokens', async () => {
    const [revision, token, who] = await python.calls([
      ['download', { repo_id, revision: 'v9' }],
      ['whoami', { token: 'hf_nobodys' }],
      ['whoami', { token: testTokens.member }],
    ]);
    expect(revision).toMatchObject({ error: 'RevisionNotFoundError' });
    expect(token).toMatchObject({ message: expect.stringContaining('Invalid user token') as string });
    expect(who).toBe('member');
  });
});
