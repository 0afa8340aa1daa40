import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LensError } from '../../../src/common/errors/lens-error';
import { checkSpace, diskError } from '../../../src/hub/download/disk';
import { cacheProblems } from './support/cache-problems';
import { failureOf, useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
const files = { 'config.json': '{}', 'model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });
const hostile = [
  '../x',
  'C:\\x',
  '\\\\host\\s',
  'a/..\\b',
  'CON',
  'aux.txt',
  'dot.',
  'a\u0000b',
  '/etc/x',
  'x'.repeat(300),
];

afterEach(() => vi.unstubAllEnvs());

describe('the cache', () => {
  it('gets blobs by their hashes, relative links, the ref and the tag of cache folders', async () => {
    const { path, commit } = await world().download();
    expect(readlinkSync(join(path, 'model.safetensors'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
    expect(readlinkSync(join(path, 'config.json'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    expect(readFileSync(join(world().repo, 'refs/main'), 'utf8')).toBe(commit);
    expect(readFileSync(join(world().cache, 'CACHEDIR.TAG'), 'utf8')).toMatch(
      /^Signature: 8a477f597d28d172789f06886806bc55/,
    );
  });

  it('is asked before the network: a second download fetches no file', async () => {
    await world().download();
    const before = world().hub.requests.length;
    const { files: again } = await world().download();
    const since = world().hub.requests.slice(before);
    expect(since.some(({ url, origin }) => origin === 'files' || url.includes('/resolve/'))).toBe(false);
    expect(again.every(({ verified }) => verified)).toBe(true);
  });

  it('keeps an old revision beside a new one, and shares what did not change', async () => {
    const first = await world().download();
    world()
      .hub.repo('org/model')
      .commit({ ...files, 'config.json': '{"new":1}' });
    const second = await world().download();
    expect(second.commit).not.toBe(first.commit);
    expect(readFileSync(join(first.path, 'config.json'), 'utf8')).toBe('{}');
    expect(readdirSync(join(world().repo, 'blobs'))).toHaveLength(3);
    expect(cacheProblems(world().cache)).toEqual([]);
  });

  it('without links gets the files themselves', async () => {
    vi.stubEnv('HF_HUB_DISABLE_SYMLINKS', '1');
    const { path } = await world().download();
    expect(lstatSync(join(path, 'model.safetensors')).isFile()).toBe(true);
    const before = world().hub.requests.length;
    await world().download();
    expect(
      world()
        .hub.requests.slice(before)
        .some(({ origin }) => origin === 'files'),
    ).toBe(false);
  });

  it('has a damaged blob, a dangling link and a missing ref mended', async () => {
    const { path } = await world().download();
    const blob = join(path, readlinkSync(join(path, 'model.safetensors')));
    writeFileSync(blob, Buffer.alloc(weights.length));
    rmSync(join(path, readlinkSync(join(path, 'config.json'))));
    rmSync(join(world().repo, 'refs'), { recursive: true });
    await world().download();
    expect(readFileSync(join(path, 'model.safetensors')).equals(weights)).toBe(true);
    expect(cacheProblems(world().cache)).toEqual([]);
    expect(existsSync(join(world().repo, 'refs/main'))).toBe(true);
  });

  it('has a blob that Python shares between models reused, and left alone when it is damaged', async () => {
    const { path } = await world().download();
    const blob = join(path, readlinkSync(join(path, 'model.safetensors')));
    const shared = join(world().cache, 'blobs/ab/shared');
    mkdirSync(dirname(shared), { recursive: true });
    writeFileSync(shared, weights);
    rmSync(blob);
    symlinkSync('../../blobs/ab/shared', blob);
    const before = world().hub.requests.length;
    await world().download();
    expect(
      world()
        .hub.requests.slice(before)
        .some(({ origin }) => origin === 'files'),
    ).toBe(false);
    writeFileSync(shared, Buffer.alloc(weights.length));
    await world().download();
    expect(lstatSync(blob).isFile()).toBe(true);
    expect(readFileSync(shared).equals(Buffer.alloc(weights.length))).toBe(true);
  });

  it.each(['models--org--model', 'models--org--model/snapshots', 'models--org--model/blobs'])(
    'is left through no link: %s',
    async (name) => {
      const elsewhere = mkdtempSync(join(tmpdir(), 'model-lens-elsewhere-'));
      mkdirSync(dirname(join(world().cache, name)), { recursive: true });
      symlinkSync(elsewhere, join(world().cache, name));
      expect((await failureOf(world().download())).code).toBe('bad-file');
      expect(readdirSync(elsewhere)).toEqual([]);
      rmSync(elsewhere, { recursive: true });
    },
  );

  it.each(['ENOSPC', 'EROFS', 'EACCES', 'EDQUOT'])('that refuses with %s is said in words', (code) => {
    const error = diskError(
      Object.assign(new Error(`${code}: raw`), { code, syscall: 'write' }),
      '"model.safetensors"',
    );
    expect(error).toMatchObject({ code: 'disk', help: expect.any(String) as string });
    expect((error as LensError).message).not.toContain(code);
  });

  it('that is a file is said in words', async () => {
    const file = join(world().cache, 'file');
    writeFileSync(file, '');
    const error = await failureOf(world().download({ cache: file }));
    expect(error.code).toBe('disk');
    expect(error.message).not.toContain('EEXIST');
  });

  it('has no room for what is larger than the disk', async () => {
    const error = await failureOf(checkSpace(world().cache, 1e18));
    expect(error.code).toBe('disk');
    expect(error.message).toMatch(/needs 1000000 TB/);
  });
});

describe('file names', () => {
  it('that are safe nowhere are left out, whatever the Hub lists', async () => {
    world().hub.faults.add({
      match: /\/(tree|revision)\/|\/api\/models\/org\/model(\?|$)/,
      fault: {
        kind: 'json',
        edit: (value) => {
          const more = hostile.map((path) => ({ type: 'file', oid: 'a'.repeat(40), size: 1, path, rfilename: path }));
          if (Array.isArray(value)) return [...(value as unknown[]), ...more];
          const info = value as { siblings?: unknown[] };
          return { ...info, siblings: [...(info.siblings ?? []), ...more] };
        },
      },
    });
    const { files: got } = await world().download();
    expect(got.map(({ path }) => path).sort()).toEqual(['config.json', 'model.safetensors']);
    expect(readdirSync(world().cache).sort()).toEqual(['CACHEDIR.TAG', 'models--org--model']);
  });

  it.each([[{ 'A.txt': 'a', 'a.txt': 'b' }], [{ dir: 'a', 'dir/file': 'b' }]])(
    'that cannot lie beside each other are refused: %j',
    async (clashing) => {
      world().hub.addRepo({ id: 'org/model', files: clashing });
      expect((await failureOf(world().download())).code).toBe('bad-file');
    },
  );
});
