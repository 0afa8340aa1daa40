import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteModel } from '../../../src/hub/cache/delete-model';
import { failureOf, useDownloads } from '../download/support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
const files = { 'config.json': '{}', 'model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });

describe('deleting a model', () => {
  it('frees its bytes and leaves nothing of it', async () => {
    await world().download();
    const { freedBytes, sharedBytes } = await deleteModel(world().cache, 'org/model');
    expect(freedBytes).toBeGreaterThanOrEqual(weights.length + 2);
    expect(sharedBytes).toBe(0);
    expect(existsSync(world().repo)).toBe(false);
    expect(readdirSync(join(world().cache, '.locks'))).toEqual([]);
    expect((await failureOf(deleteModel(world().cache, 'org/model'))).code).toBe('not-found');
  });

  it('finishes what a deletion that was killed has begun', async () => {
    await world().download();
    const begun = join(world().cache, '.locks/.deleted-0a1b2c3d.lens');
    mkdirSync(begun, { recursive: true });
    writeFileSync(join(begun, 'model.safetensors'), weights);
    await deleteModel(world().cache, 'org/model');
    expect(readdirSync(join(world().cache, '.locks'))).toEqual([]);
  });

  it("leaves Python's shared blobs, and tells how much they are", async () => {
    await world().download();
    const shared = join(world().cache, 'blobs/ab/shared');
    mkdirSync(dirname(shared), { recursive: true });
    writeFileSync(shared, weights);
    symlinkSync('../../blobs/ab/shared', join(world().repo, 'blobs/linked'));
    const { sharedBytes } = await deleteModel(world().cache, 'org/model');
    expect(sharedBytes).toBe(weights.length);
    expect(existsSync(shared)).toBe(true);
  });

  it('of which the folder lies elsewhere frees nothing: what a link leads to stays', async () => {
    await world().download();
    const elsewhere = join(world().cache, 'elsewhere');
    renameSync(world().repo, elsewhere);
    symlinkSync('elsewhere', world().repo);
    expect(await deleteModel(world().cache, 'org/model')).toEqual({ freedBytes: 0, sharedBytes: 0 });
    expect(existsSync(world().repo)).toBe(false);
    expect(readdirSync(join(elsewhere, 'blobs'))).toHaveLength(2);
  });
});
