import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimPartial } from '../../../src/hub/download/blob/partial';
import { cacheProblems } from './support/cache-problems';
import { failureOf, useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
const hash = createHash('sha256').update(weights).digest('hex');
const files = { 'config.json': '{}', 'sub/model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });

let elsewhere: string;
beforeEach(() => void (elsewhere = mkdtempSync(join(tmpdir(), 'model-lens-elsewhere-'))));
afterEach(() => rmSync(elsewhere, { recursive: true }));

/** A link in the model's folder of the cache to something outside it. */
function plant(path: string, target: string): void {
  const link = join(world().repo, path);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(target, link);
}

describe('a cache that somebody else laid out', () => {
  it.each([
    ['the snapshot', (commit: string) => `snapshots/${commit}`],
    ['a folder of the snapshot', (commit: string) => `snapshots/${commit}/sub`],
    ['the refs', () => 'refs'],
  ])('leads nowhere else by a link in place of %s', async (_name, path) => {
    plant(path(world().hub.repo('org/model').head), elsewhere);
    expect((await failureOf(world().download())).code).toBe('bad-file');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.each(['a file', 'nothing'])('leads nowhere else by a link in place of a partial file, to %s', async (what) => {
    const target = join(elsewhere, 'diary.txt');
    if (what === 'a file') writeFileSync(target, 'mine');
    const partial = await claimPartial(join(world().repo, 'blobs'), hash);
    partial.release();
    plant(join('blobs', basename(partial.path)), target);
    await world().download();
    expect(existsSync(target) ? readFileSync(target, 'utf8') : null).toBe(what === 'a file' ? 'mine' : null);
    expect(cacheProblems(world().cache)).toEqual([]);
  });

  it.each([
    ['a blob', () => `blobs/${hash}`],
    ['a file of the snapshot', (commit: string) => `snapshots/${commit}/sub/model.safetensors`],
    ['a ref', () => 'refs/main'],
  ])('has a link in place of %s replaced, and what it leads to left alone', async (_name, path) => {
    const target = join(elsewhere, 'diary.txt');
    writeFileSync(target, Buffer.alloc(weights.length, 'mine'));
    plant(path(world().hub.repo('org/model').head), target);
    await world().download();
    expect(readFileSync(target).equals(Buffer.alloc(weights.length, 'mine'))).toBe(true);
    expect(cacheProblems(world().cache)).toEqual([]);
  });
});
