import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discardPartials, partialDownload } from '../../../src/hub/download/download-model';
import { cacheProblems } from './support/cache-problems';
import { failureOf, useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
// One file: of two, either may be the one that is under way when the download is stopped.
const files = { 'model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });

describe('a download that was stopped', () => {
  async function stopped(): Promise<void> {
    world().hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'stall', after: 120_000 } });
    const stop = new AbortController();
    const onProgress = ({ bytes }: { bytes: number }): void => {
      if (bytes >= 100_000) stop.abort();
    };
    const watched = setInterval(() => {
      void partialDownload(world().cache, 'org/model').then((bytes) => bytes > 0 && stop.abort());
    }, 10);
    const timer = setTimeout(() => stop.abort(), 1500);
    const error = await failureOf(world().download({ signal: stop.signal, onProgress }));
    clearInterval(watched);
    clearTimeout(timer);
    expect(error.code).toBe('cancelled');
    world().hub.faults.clear();
  }

  it('goes on where it was', async () => {
    await stopped();
    const kept = await partialDownload(world().cache, 'org/model');
    expect(kept).toBeGreaterThan(0);
    const before = world().hub.requests.length;
    await world().download();
    const ranges = world()
      .hub.requests.slice(before)
      .filter(({ origin }) => origin === 'files')
      .map(({ headers }) => headers.range);
    expect(ranges).toEqual([`bytes=${kept}-`]);
    expect(await partialDownload(world().cache, 'org/model')).toBe(0);
    expect(cacheProblems(world().cache)).toEqual([]);
  });

  it('can be thrown away', async () => {
    await stopped();
    await discardPartials(world().cache, 'org/model');
    expect(await partialDownload(world().cache, 'org/model')).toBe(0);
  });

  it('leaves the file of a process that still runs alone', async () => {
    await stopped();
    const blobs = join(world().repo, 'blobs');
    const own = readdirSync(blobs).find((name) => name.endsWith('.incomplete')) ?? '';
    const others = own.replace(`-${process.pid}-`, `-${process.ppid}-`);
    writeFileSync(join(blobs, others), 'theirs');
    rmSync(join(blobs, own));
    await world().download();
    expect(readFileSync(join(blobs, others), 'utf8')).toBe('theirs');
    expect(cacheProblems(world().cache)).toEqual([]);
  });
});

describe('several at once', () => {
  it('download the same model into the same cache', async () => {
    const results = await Promise.all([world().download(), world().download(), world().download()]);
    expect(new Set(results.map(({ path }) => path)).size).toBe(1);
    expect(cacheProblems(world().cache)).toEqual([]);
  });
});

describe('several files that were stopped together', () => {
  it('all go on where they were, also at once', async () => {
    const parts = Object.fromEntries(
      [1, 2, 3, 4].map((part) => [`${part}.safetensors`, Buffer.alloc(200_000, `${part}`)]),
    );
    world().hub.addRepo({ id: 'org/model', files: parts });
    world().hub.faults.add({ match: /./, origin: 'files', fault: { kind: 'stall', after: 120_000 } });
    const stop = new AbortController();
    const onProgress = ({ bytes }: { bytes: number }): void => {
      if (bytes >= 400_000) stop.abort();
    };
    const timer = setTimeout(() => stop.abort(), 1500);
    expect((await failureOf(world().download({ signal: stop.signal, onProgress }))).code).toBe('cancelled');
    clearTimeout(timer);
    world().hub.faults.clear();
    const kept = await partialDownload(world().cache, 'org/model');
    expect(kept).toBeGreaterThan(0);
    const before = world().hub.requests.length;
    await world().download();
    const sent = world()
      .hub.requests.slice(before)
      .map(({ sentBytes }) => sentBytes);
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(800_000 - kept);
    expect(cacheProblems(world().cache)).toEqual([]);
  });
});
