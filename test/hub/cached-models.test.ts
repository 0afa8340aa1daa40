import { mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listCachedModels } from '../../src/hub/cache/cached-models';
import { readRef } from '../../src/hub/cache/refs';
import { CacheBuilder, commit, write } from './support/cache-builder';

let cache: CacheBuilder;
beforeEach(() => {
  cache = new CacheBuilder();
});
afterEach(() => cache.remove());

const list = () => listCachedModels(cache.env);

describe('models in the cache', () => {
  it('reads blobs with relative links, sizes by stat', async () => {
    cache.linked('org/name', commit('a'), 'config.json', '{}');
    cache.linked('org/name', commit('a'), 'model.safetensors', Buffer.alloc(5000));
    cache.ref('org/name', 'main', commit('a'));
    const [model, ...others] = await list();
    expect(others).toEqual([]);
    expect(model).toMatchObject({ id: 'org/name', bytes: 5002 });
    expect(model?.revisions).toEqual([
      {
        commit: commit('a'),
        refs: ['main'],
        folder: join(cache.repo('org/name'), 'snapshots', commit('a')),
        bytes: 5002,
        hasConfig: true,
        weights: 'safetensors',
      },
    ]);
  });

  it('reads the shared blobs of huggingface_hub 2.x', async () => {
    cache.shared('org/xet', commit('b'), 'model.safetensors', Buffer.alloc(7000));
    write(join(cache.cache, 'blobs', '.huggingface-shared-blobs'), '');
    expect(await list()).toMatchObject([{ id: 'org/xet', bytes: 7000 }]);
  });

  it('reads the layout without links of Windows', async () => {
    cache.plain('name', commit('c'), 'pytorch_model.bin', Buffer.alloc(300));
    cache.plain('name', commit('c'), 'onnx/model.onnx', Buffer.alloc(10));
    expect(await list()).toMatchObject([{ id: 'name', bytes: 310, revisions: [{ weights: 'bin', hasConfig: false }] }]);
  });

  it('calls no weights what is no model: an adapter', async () => {
    cache.plain('adapter', commit('d'), 'adapter_model.safetensors', Buffer.alloc(10));
    cache.plain('adapter', commit('d'), 'config.json', '{}');
    cache.plain('sharded', commit('e'), 'model-00001-of-00002.safetensors', Buffer.alloc(10));
    const models = await list();
    const weightsOf = (id: string) => models.find((model) => model.id === id)?.revisions[0]?.weights;
    expect([weightsOf('adapter'), weightsOf('sharded')]).toEqual([null, 'safetensors']);
  });

  it('counts a blob that two revisions share once, and puts main first', async () => {
    cache.linked('m', commit('1'), 'model.safetensors', Buffer.alloc(1000));
    cache.linked('m', commit('2'), 'model.safetensors', Buffer.alloc(1000));
    cache.linked('m', commit('2'), 'config.json', '{"a":1}');
    cache.ref('m', 'main', commit('1'));
    cache.ref('m', 'refs/pr/1', commit('2'));
    cache.ref('m', 'v1.0', commit('1'));
    const [model] = await list();
    expect(model?.bytes).toBe(1007);
    expect(model?.revisions.map(({ refs, bytes }) => [refs, bytes])).toEqual([
      [['main', 'v1.0'], 1000],
      [['refs/pr/1'], 1007],
    ]);
  });

  it('puts the most recently used first', async () => {
    for (const [id, year] of [
      ['old', 2020],
      ['new', 2026],
      ['middle', 2023],
    ] as const) {
      const blob = cache.linked(id, commit('d'), 'config.json', id);
      utimesSync(blob, new Date(`${year}-01-01`), new Date('2019-01-01'));
    }
    expect((await list()).map(({ id, lastUsed }) => [id, lastUsed.getUTCFullYear()])).toEqual([
      ['new', 2026],
      ['middle', 2023],
      ['old', 2020],
    ]);
  });

  it('leaves out what is broken or foreign', async () => {
    cache.linked('good', commit('e'), 'config.json', '{}');
    cache.ref('good', 'main', 'not a commit');
    cache.ref('good', 'folder/inner', commit('e'));
    const dangling = cache.linked('dangling', commit('e'), 'model.safetensors', 'gone');
    rmSync(dangling);
    cache.linked('half', commit('f'), 'config.json', '{}');
    rmSync(cache.linked('half', commit('f'), 'model.safetensors', 'gone too'));
    symlinkSync('loop', join(cache.cache, 'loop'));
    symlinkSync('loop', join(cache.repo('good'), 'snapshots', commit('9')));
    for (const folder of ['datasets--org--data', 'models--', 'models--a--b--c', 'models--..--x', '.locks', 'trees']) {
      write(join(cache.cache, folder, 'snapshots', commit('a'), 'config.json'), '{}');
    }
    write(join(cache.cache, 'CACHEDIR.TAG'), '');
    write(join(cache.cache, 'models--file'), 'a file where a folder should be');
    write(join(cache.repo('good'), 'snapshots', 'not-a-commit', 'config.json'), '{}');
    const found = await list();
    expect(found.map(({ id }) => id).sort()).toEqual(['good', 'half']);
    expect(found.find(({ id }) => id === 'good')?.revisions.map(({ refs }) => refs)).toEqual([['folder/inner']]);
    expect(found.find(({ id }) => id === 'half')?.revisions).toMatchObject([{ hasConfig: true, weights: null }]);
  });

  it('is empty where no cache is', async () => {
    expect(await listCachedModels({ HF_HUB_CACHE: join(cache.root, 'none') })).toEqual([]);
    write(join(cache.root, 'file'), '');
    expect(await listCachedModels({ HF_HUB_CACHE: join(cache.root, 'file') })).toEqual([]);
  });
});

describe('refs', () => {
  it('gives a commit or nothing, whatever the file holds', async () => {
    mkdirSync(join(cache.repo('m'), 'refs', 'folder'), { recursive: true });
    expect(await readRef(cache.repo('m'), 'folder')).toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        write(join(cache.repo('m'), 'refs', 'main'), Buffer.from(bytes));
        expect(await readRef(cache.repo('m'), 'main')).toBeNull();
      }),
      { numRuns: 100 },
    );
    cache.ref('m', 'main', commit('a'));
    expect(await readRef(cache.repo('m'), 'main')).toBe(commit('a'));
    cache.ref('m', 'main', `${commit('b')}\n`);
    expect(await readRef(cache.repo('m'), 'main')).toBe(commit('b'));
  });

  it('never reads outside refs', async () => {
    write(join(cache.repo('m'), 'secret'), commit('a'));
    expect(await readRef(cache.repo('m'), '../secret')).toBeNull();
  });
});
