import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cacheProblems, filesBelow } from './support/cache-problems';
import { useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
const twice = { 'a/model.safetensors': weights, 'b/model.safetensors': weights, 'one.json': '{}', 'two.json': '{}' };
const world = useDownloads({
  repos: [
    { id: 'org/model', files: { 'config.json': '{}', 'model.safetensors': weights } },
    { id: 'org/twice', files: twice },
  ],
});

afterEach(() => vi.unstubAllEnvs());

describe('files of the same content', () => {
  it.each(['', '1'])('come once and lie in each place (HF_HUB_DISABLE_SYMLINKS=%j)', async (disable) => {
    vi.stubEnv('HF_HUB_DISABLE_SYMLINKS', disable);
    const { path } = await world().download({ id: 'org/twice' });
    for (const [name, content] of Object.entries(twice)) {
      expect(readFileSync(join(path, name)).equals(Buffer.from(content)), name).toBe(true);
    }
    const asked = world().hub.requests.filter(({ origin }) => origin === 'files');
    expect(asked).toHaveLength(1);
    const left = readdirSync(join(world().cache, 'models--org--twice/blobs'));
    expect(left).toHaveLength(disable === '1' ? 0 : 2);
    expect(filesBelow(path)).toHaveLength(4);
  });

  it('stay in the revisions that link to them when links are turned off', async () => {
    const first = await world().download();
    world().hub.repo('org/model').commit({ 'config.json': '{"new":1}', 'model.safetensors': weights });
    vi.stubEnv('HF_HUB_DISABLE_SYMLINKS', '1');
    const second = await world().download();
    expect(lstatSync(join(second.path, 'model.safetensors')).isFile()).toBe(true);
    expect(readFileSync(join(first.path, 'model.safetensors')).equals(weights)).toBe(true);
    vi.unstubAllEnvs();
    expect(cacheProblems(world().cache).filter((problem) => problem.includes(first.commit))).toEqual([]);
  });
});
