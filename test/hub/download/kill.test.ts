import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { startHub, syntheticContent, type HubRequest } from '../../hub-server/start-hub.mts';
import { cacheProblems } from './support/cache-problems';

const kills = 20;
/** A process is killed after so many lines of progress, or sooner after it started. */
const mostLines = 6;
const longestMs = 100;
const bytesPerSecond = 150_000;
const fileBytes = 500_000;
/** Of the four files that come at once, what comes in half a second. */
const mostLostBytes = (4 * bytesPerSecond) / 2;
const names = Array.from({ length: 6 }, (_, index) => `model-${index}.safetensors`);

/** Numbers from 0 to 1 that are the same in each run. */
function* seeded(): Generator<number, never> {
  for (let state = 42; ;) yield (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

it('is whole after each of twenty kills at random moments, and loses nothing', { timeout: 120_000 }, async () => {
  const files = Object.fromEntries(names.map((name) => [name, syntheticContent(name, fileBytes)]));
  const hub = await startHub({ repos: [{ id: 'org/model', files }], throttle: bytesPerSecond });
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-kill-'));
  const cache = join(folder, 'hub');
  const program = join(folder, 'download-process.js');
  const entry = join(import.meta.dirname, 'support/download-process.ts');
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', target: 'node20' });
  const start = () => spawn(process.execPath, [program, hub.endpoint, cache], { stdio: ['ignore', 'pipe', 'inherit'] });
  const random = seeded();
  let kept = 0;
  let before = new Map<string, number>();
  for (let kill = 0; kill < kills; kill++) {
    const asked = hub.requests.length;
    const child = start();
    await once(child.stdout, 'data');
    const lines = Math.floor(random.next().value * mostLines);
    for (let line = 0; line < lines && child.exitCode === null; line++) await once(child.stdout, 'data');
    await setTimeout(random.next().value * longestMs);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(existsSync(cache) ? cacheProblems(cache) : []).toEqual([]);
    for (const request of hub.requests.slice(asked)) expectOnlyTheRest(request, before);
    before = await blobsIn(cache);
    const now = sum(before.values());
    expect(now).toBeGreaterThanOrEqual(kept);
    kept = now;
  }
  expect(kept).toBeGreaterThan(0);
  const [code] = (await once(start(), 'close')) as [number];
  expect(code).toBe(0);
  expect(cacheProblems(cache)).toEqual([]);
  expect(sum((await blobsIn(cache)).values())).toBe(fileBytes * names.length);
  const resumed = hub.requests.filter(({ headers }) => headers.range !== undefined);
  expect(resumed.length).toBeGreaterThan(0);
  // What is lost with a process was on its way or not written yet.
  const served = sum(hub.requests.map(({ sentBytes }) => sentBytes));
  expect(served).toBeLessThan(fileBytes * names.length + kills * mostLostBytes);
  await hub.stop();
  rmSync(folder, { recursive: true });
});

/** A request for a file is one for what was not there before. */
function expectOnlyTheRest({ url, headers }: HubRequest, before: ReadonlyMap<string, number>): void {
  const [, name] = /\/resolve\/[^/]+\/(.+)$/.exec(url) ?? [];
  if (name === undefined) return;
  const had = before.get(name) ?? 0;
  expect([name, headers.range]).toEqual([name, had > 0 ? `bytes=${had}-` : undefined]);
}

/** How many bytes of each file there are, of whole ones and of parts. */
async function blobsIn(cache: string): Promise<Map<string, number>> {
  const blobs = join(cache, 'models--org--model/blobs');
  const there = existsSync(blobs) ? readdirSync(blobs) : [];
  const bytes = new Map<string, number>();
  for (const name of names) {
    const hash = await syntheticContent(name, fileBytes).sha256();
    for (const blob of there) if (blob.startsWith(hash)) bytes.set(name, statSync(join(blobs, blob)).size);
  }
  return bytes;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
