import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveModel } from '../../src/hub/models/resolve-model';
import { CacheBuilder, commit, write } from './support/cache-builder';

const containing = (text: string): string => expect.stringContaining(text) as string;
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

let cache: CacheBuilder;
beforeEach(() => {
  cache = new CacheBuilder();
  mkdirSync(join(cache.root, 'media/sample-model'), { recursive: true });
  mkdirSync(join(cache.root, 'work/models/mine'), { recursive: true });
});
afterEach(() => cache.remove());

const resolve = (name: string) =>
  resolveModel(name, {
    env: cache.env,
    sampleFolder: join(cache.root, 'media/sample-model'),
    cwd: join(cache.root, 'work'),
  });

describe('what a model name means', () => {
  it('takes an existing folder first, even where the cache has a model of that name', async () => {
    cache.linked('models/mine', commit('a'), 'config.json', '{}');
    cache.ref('models/mine', 'main', commit('a'));
    const folder = join(cache.root, 'work/models/mine');
    expect(await resolve('models/mine')).toEqual({
      id: 'mine',
      revision: null,
      commit: null,
      folder,
      origin: 'folder',
    });
    expect(await resolve(folder)).toMatchObject({ origin: 'folder', folder });
    expect(await resolve('./models/mine/')).toMatchObject({ id: 'mine', folder });
  });

  it('knows the sample, unless a folder has its name', async () => {
    expect(await resolve('sample')).toMatchObject({ id: 'sample', origin: 'sample' });
    mkdirSync(join(cache.root, 'work/sample'));
    expect(await resolve('sample')).toMatchObject({ origin: 'folder', folder: join(cache.root, 'work/sample') });
  });

  it('finds main, another ref, and a commit in the cache', async () => {
    cache.linked('org/name', commit('a'), 'config.json', '{}');
    cache.linked('org/name', commit('b'), 'config.json', '{"b":1}');
    cache.ref('org/name', 'main', commit('a'));
    cache.ref('org/name', 'refs/pr/7', commit('b'));
    const snapshots = join(cache.repo('org/name'), 'snapshots');
    expect(await resolve('org/name')).toEqual({
      id: 'org/name',
      revision: null,
      commit: commit('a'),
      folder: join(snapshots, commit('a')),
      origin: 'cache',
    });
    expect(await resolve('org/name@refs/pr/7')).toMatchObject({ revision: 'refs/pr/7', commit: commit('b') });
    expect(await resolve(`org/name@${commit('b')}`)).toMatchObject({ folder: join(snapshots, commit('b')) });
  });

  it('takes the only snapshot of a model without main', async () => {
    cache.plain('org/pinned', commit('c'), 'config.json', '{}');
    expect(await resolve('org/pinned')).toMatchObject({ commit: commit('c') });
    cache.plain('org/pinned', commit('d'), 'config.json', '{}');
    await expect(resolve('org/pinned')).rejects.toMatchObject({
      code: 'not-found',
      help: containing(commit('d')),
    });
  });

  it('says what is not in the cache, what is, and how to get it', async () => {
    await expect(resolve('org/name')).rejects.toMatchObject({
      code: 'not-found',
      message: containing(cache.cache),
      help: matching(/model-lens download org\/name".*has no models/),
    });
    cache.linked('gpt2', commit('a'), 'config.json', '{}');
    cache.ref('gpt2', 'main', commit('a'));
    await expect(resolve('org/name@v2')).rejects.toMatchObject({
      help: matching(/model-lens download org\/name@v2".*The cache has gpt2\./),
    });
    await expect(resolve('gpt2@v3')).rejects.toMatchObject({
      code: 'not-found',
      message: containing('not the revision "v3"'),
      help: containing('main (aaaaaaa)'),
    });
  });

  it('does not follow a main whose snapshot is missing', async () => {
    cache.ref('org/name', 'main', commit('a'));
    await expect(resolve('org/name')).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['../x', 'not-found'],
    ['./x', 'not-found'],
    ['/no/such/folder', 'not-found'],
    ['C:\\models\\x', 'not-found'],
    ['org/name@../../x', 'usage'],
    ['org/name@', 'usage'],
    ['a/b/c', 'usage'],
    ['', 'usage'],
    ['a\0b', 'usage'],
    ['x'.repeat(5000), 'usage'],
  ])('refuses %j', async (name, code) => {
    await expect(resolve(name)).rejects.toMatchObject({ code });
  });

  it('refuses a file', async () => {
    write(join(cache.root, 'work/model.safetensors'), '');
    await expect(resolve('model.safetensors')).rejects.toMatchObject({
      code: 'usage',
      message: containing('is a file'),
    });
  });
});
