import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHub, syntheticContent, type TestHub } from '../../hub-server/start-hub.mts';
import { cacheProblems, filesBelow } from './support/cache-problems';

const fileBytes = 1_000_000;
const names = ['model-1.safetensors', 'model-2.safetensors', 'model-3.safetensors'];
const folder = mkdtempSync(join(tmpdir(), 'model-lens-processes-'));
const program = join(folder, 'download-process.js');
let hub: TestHub;

beforeAll(async () => {
  const files = Object.fromEntries(names.map((name) => [name, syntheticContent(name, fileBytes)]));
  hub = await startHub({ repos: [{ id: 'org/model', files }], throttle: 1_500_000 });
  const entry = join(import.meta.dirname, 'support/download-process.ts');
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', target: 'node20' });
});

afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

interface Conditions {
  /** The size in bytes that the system lets files grow to. */
  readonly limit?: number;
  /** Not as the administrator, who may write everywhere. */
  readonly ordinary?: boolean;
}

/** A copy of Node beside the program: the one of the administrator may lie in a folder that is closed to others. */
function nodeForNobody(): string {
  const copy = join(folder, 'node');
  if (!existsSync(copy)) copyFileSync(process.execPath, copy, constants.COPYFILE_FICLONE);
  return copy;
}

/** Runs a download in a process of its own. */
async function download(cache: string, { limit, ordinary = false }: Conditions = {}): Promise<Ended> {
  const asNobody = ordinary && process.getuid?.() === 0;
  const command = [asNobody ? nodeForNobody() : process.execPath, program, hub.endpoint, cache];
  // A process that ignores the signal gets an error from its write, as from a full disk.
  const script = `trap '' XFSZ; ulimit -f ${Math.floor((limit ?? 0) / 512)}; exec "$@"`;
  const [file = '', ...args] = limit === undefined ? command : ['sh', '-c', script, 'sh', ...command];
  const nobody = asNobody ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...nobody });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

it('two processes download the same model into the same cache at once', async () => {
  const cache = join(folder, 'two');
  const ended = await Promise.all([download(cache), download(cache)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(cacheProblems(cache)).toEqual([]);
  expect(filesBelow(join(cache, 'models--org--model/blobs')).filter((path) => path.endsWith('.incomplete'))).toEqual(
    [],
  );
});

it.skipIf(process.platform === 'win32')(
  'a system that takes no more is named in words, and what it took is gone on with',
  async () => {
    const cache = join(folder, 'limited');
    const { code, said } = await download(cache, { limit: fileBytes / 2 });
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^disk: .*cannot be written/) as string,
    });
    expect(existsSync(join(cache, 'models--org--model/refs/main'))).toBe(false);
    expect(cacheProblems(cache)).toEqual([]);
    const before = hub.requests.length;
    expect((await download(cache)).code).toBe(0);
    expect(cacheProblems(cache)).toEqual([]);
    const ranges = hub.requests.slice(before).flatMap(({ headers }) => headers.range ?? []);
    expect(ranges.length).toBeGreaterThan(0);
  },
);

it.skipIf(process.platform === 'win32')(
  'a cache that may only be read serves what it has, and says what it refuses',
  async () => {
    const cache = join(folder, 'read-only');
    expect((await download(cache)).code).toBe(0);
    rmSync(join(cache, 'CACHEDIR.TAG'));
    chmodSync(folder, 0o755);
    const everything = [cache, ...readdirSync(cache, { recursive: true }).map((name) => join(cache, String(name)))];
    for (const path of everything) chmodSync(path, 0o555);
    const before = hub.requests.length;
    expect(await download(cache, { ordinary: true })).toEqual({ code: 0, said: '' });
    expect(hub.requests.slice(before).filter(({ origin }) => origin === 'files')).toEqual([]);
    const blobs = join(cache, 'models--org--model/blobs');
    chmodSync(blobs, 0o755);
    for (const name of readdirSync(blobs)) rmSync(join(blobs, name), { force: true });
    chmodSync(blobs, 0o555);
    const refused = await download(cache, { ordinary: true });
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/^disk: .*may not be written to/) as string });
    for (const path of everything.filter((each) => existsSync(each))) chmodSync(path, 0o755);
  },
);
