import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unfinishedPath } from '../../../src/hub/cache/unfinished';
import { discardPartials, partialDownload } from '../../../src/hub/download/download-model';
import { abandoned, claimPartial } from '../../../src/hub/download/blob/partial';
import { cacheProblems } from './support/cache-problems';
import { failureOf, useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(3_000_000, 'weights');
const files = { 'config.json': '{}', 'model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });
const hash = 'a'.repeat(64);

/** A partial file of another process, last written to so many seconds ago. */
async function partialOf(pid: number, secondsAgo: number, machine?: string): Promise<string> {
  const blobs = join(world().repo, 'blobs');
  mkdirSync(blobs, { recursive: true });
  const own = await claimPartial(blobs, hash);
  own.release();
  let path = own.path.replace(`-${process.pid}-`, `-${pid}-`);
  if (machine !== undefined) path = path.replace(/\.[0-9a-f]{8}-/, `.${machine}-`);
  writeFileSync(path, 'theirs');
  const then = new Date(Date.now() - secondsAgo * 1000);
  utimesSync(path, then, then);
  return path;
}

const isFree = async (): Promise<boolean> => (await abandoned(join(world().repo, 'blobs'), hash)).length > 0;

describe('a partial file', () => {
  it('is that of a process which runs, however long it is silent', async () => {
    // Not from before the machine was started, which may be minutes ago.
    const path = await partialOf(process.ppid, uptime() / 2);
    expect(await isFree()).toBe(false);
    await discardPartials(world().cache, 'org/model');
    expect(existsSync(path)).toBe(true);
  });

  it('is free when the process is gone, or had its number before the machine was started', async () => {
    await partialOf(2 ** 22 + 1, 1);
    expect(await isFree()).toBe(true);
    await discardPartials(world().cache, 'org/model');
    await partialOf(process.ppid, 3600 * 24 * 365 * 20);
    expect(await isFree()).toBe(true);
  });

  it('of another machine is free after a day of silence', async () => {
    const path = await partialOf(process.ppid, 3600, '00000000');
    expect(await isFree()).toBe(false);
    rmSync(path);
    await partialOf(process.ppid, 3600 * 25, '00000000');
    expect(await isFree()).toBe(true);
  });
});

describe('what was to get its name when its process was killed', () => {
  const dead = 2 ** 22 + 1;

  /** A copy and a link of a process. */
  function left(pid: number): string[] {
    const blobs = join(world().repo, 'blobs');
    mkdirSync(blobs, { recursive: true });
    const paths = [unfinishedPath(blobs, 'new'), unfinishedPath(blobs, 'new')].map((path) =>
      path.replace(`-${process.pid}-`, `-${pid}-`),
    );
    writeFileSync(paths[0] ?? '', weights);
    symlinkSync('../../blobs/none', paths[1] ?? '');
    return paths;
  }

  it.each(['a download', 'discarding'])('goes with the next time of %s', async (what) => {
    left(dead);
    expect(await partialDownload(world().cache, 'org/model')).toBe(0);
    await (what === 'a download' ? world().download() : discardPartials(world().cache, 'org/model'));
    expect(readdirSync(join(world().repo, 'blobs')).filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('stays while the process runs', async () => {
    const paths = left(process.ppid);
    await world().download();
    await discardPartials(world().cache, 'org/model');
    expect(paths.map((path) => lstatSync(path).size > 0)).toEqual([true, true]);
  });
});

/** Does something to the partial file of the weights once some of it is there. */
async function downloadWhile(meddle: (partial: string) => void): Promise<unknown> {
  world().hub.faults.add({ match: /./, origin: 'files', times: 1, fault: { kind: 'slow', bytesPerSecond: 2_000_000 } });
  let done = false;
  const onProgress = ({ bytes }: { bytes: number }): void => {
    const blobs = join(world().repo, 'blobs');
    const partial =
      done || bytes < 500_000 ? undefined : readdirSync(blobs).find((name) => name.endsWith('.incomplete'));
    if (partial === undefined) return;
    done = true;
    meddle(join(blobs, partial));
  };
  const ended = await world()
    .download({ onProgress })
    .catch((error: unknown) => error);
  expect(done).toBe(true);
  return ended;
}

describe('another program that meddles with a partial file', () => {
  it('does not get a wrong blob into the cache', async () => {
    await downloadWhile((partial) => appendFileSync(partial, Buffer.alloc(400_000, 'theirs')));
    expect(cacheProblems(world().cache)).toEqual([]);
    const { path } = await world().download();
    expect(readFileSync(join(path, 'model.safetensors')).equals(weights)).toBe(true);
  });

  it('and deletes it is named in words', async () => {
    const error = await failureOf(
      downloadWhile((partial) => rmSync(partial)).then((ended) => Promise.reject(ended as Error)),
    );
    expect(error.code).toBe('disk');
    expect(cacheProblems(world().cache)).toEqual([]);
  });
});
