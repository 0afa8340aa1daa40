import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Download } from '../../../../src/common/contracts/hub/downloads-view';
import { cacheFingerprint } from '../../../../src/host/hub/tree/cache-fingerprint';
import { modelNodes, type ModelNode, type ModelNodesParams } from '../../../../src/host/hub/tree/model-nodes';

const root = mkdtempSync(join(tmpdir(), 'model-lens-nodes-'));
const cache = join(root, 'hub');
const sampleFolder = join(root, 'sample');
write(join(sampleFolder, 'config.json'), 100);
beforeEach(() => rmSync(cache, { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true }));

function write(path: string, bytes: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(bytes));
}

const repo = (id: string): string => join(cache, `models--${id.replace('/', '--')}`);

/** A model as Python leaves it; `day` is when it was last used. */
function put(id: string, bytes: number, { commit = 'a'.repeat(40), ref = 'main', day = 1 } = {}): void {
  const file = join(repo(id), 'snapshots', commit, 'model.safetensors');
  write(file, bytes);
  const used = new Date(2025, 0, day);
  utimesSync(file, used, used);
  if (ref === '') return;
  mkdirSync(join(repo(id), 'refs'), { recursive: true });
  writeFileSync(join(repo(id), 'refs', ref), commit);
}

function nodes(change: Partial<ModelNodesParams> = {}): Promise<ModelNode[]> {
  return modelNodes({
    env: { HF_HUB_CACHE: cache },
    cache,
    sampleFolder,
    inUse: 'sample',
    folders: [],
    downloads: [],
    isOwn: () => false,
    isFavourite: () => false,
    ...change,
  });
}

const names = (found: readonly ModelNode[]): string[] =>
  found.map((node) => `${node.kind} ${'id' in node ? node.id : node.name}`);

const loading = (id: string, phase: Download['phase']): Download => ({
  key: `${id}@main`,
  id,
  revision: null,
  phase,
  bytes: 4,
  totalBytes: 9,
  speed: null,
  error: null,
});

describe('the models of this machine', () => {
  it('are the sample alone where there is nothing else', async () => {
    expect(await nodes()).toEqual([{ kind: 'sample', name: 'sample', bytes: 100, inUse: true }]);
  });

  it('come with the one in use first, then downloads, then by use', async () => {
    put('org/old', 10, { day: 1 });
    put('org/new', 20, { day: 9 });
    const found = await nodes({
      inUse: 'org/old@main',
      folders: [join(root, 'sample')],
      downloads: [loading('org/coming', 'running'), loading('org/new', 'done')],
      isOwn: (id) => id === 'org/new',
      isFavourite: (id) => id === 'org/old',
    });
    expect(names(found)).toEqual([
      'cached org/old',
      'download org/coming',
      'cached org/new',
      `folder ${join(root, 'sample')}`,
      'sample sample',
    ]);
    expect(found[0]).toMatchObject({ byPython: true, favourite: true, inUse: true, model: { bytes: 10 } });
    expect(found[2]).toMatchObject({ byPython: false, favourite: false, inUse: false, name: 'org/new' });
  });

  it('are used by a name that finds them', async () => {
    const other = 'b'.repeat(40);
    put('org/branch', 10, { ref: 'v1' });
    put('org/branch', 10, { commit: other, ref: 'v2', day: 2 });
    put('org/commits', 10, { ref: '' });
    put('org/commits', 10, { commit: other, ref: '', day: 2 });
    put('org/only', 10, { ref: 'v1' });
    const found = await nodes();
    const nameOf = (id: string) =>
      found.flatMap((node) => ('id' in node && node.id === id && 'name' in node ? node.name : []));
    expect(nameOf('org/branch')).toEqual(['org/branch@v2']);
    expect(nameOf('org/commits')).toEqual([`org/commits@${other}`]);
    expect(nameOf('org/only')).toEqual(['org/only']);
  });

  it('are listed once while they are downloaded, and not where only blobs of nothing are left', async () => {
    put('org/half', 10, { ref: '' });
    put('org/whole', 10);
    mkdirSync(join(repo('org/empty'), 'blobs'), { recursive: true });
    const found = await nodes({ downloads: [loading('org/half', 'paused'), loading('org/whole', 'running')] });
    expect(names(found).sort()).toEqual([
      'cached org/whole',
      'download org/half',
      'download org/whole',
      'sample sample',
    ]);
  });
});

describe('cacheFingerprint', () => {
  it('is another one when models come, change and go, and stays otherwise', async () => {
    expect(await cacheFingerprint(cache)).toBe('');
    put('org/a', 10);
    const seen = new Set([await cacheFingerprint(cache)]);
    expect(seen.has(await cacheFingerprint(cache))).toBe(true);
    put('org/b', 10);
    seen.add(await cacheFingerprint(cache));
    put('org/b', 10, { commit: 'c'.repeat(40), ref: 'v2' });
    seen.add(await cacheFingerprint(cache));
    symlinkSync(join(sampleFolder, 'config.json'), join(repo('org/a'), 'snapshots', 'a'.repeat(40), 'config.json'));
    seen.add(await cacheFingerprint(cache));
    rmSync(repo('org/a'), { recursive: true });
    seen.add(await cacheFingerprint(cache));
    expect(seen.size).toBe(5);
    mkdirSync(join(cache, 'datasets--x--y'));
    expect(seen.has(await cacheFingerprint(cache))).toBe(true);
  });
});
