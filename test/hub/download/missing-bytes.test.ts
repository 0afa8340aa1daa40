import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unfinishedPath } from '../../../src/hub/cache/unfinished';
import { missingBytes } from '../../../src/hub/download/missing-bytes';
import { commit, write } from '../support/cache-builder';

let repoFolder: string;
beforeEach(() => void (repoFolder = mkdtempSync(join(tmpdir(), 'model-lens-missing-'))));
afterEach(() => rmSync(repoFolder, { recursive: true }));

const file = (path: string, digit: string, bytes = 1000) => ({
  path,
  bytes,
  oid: digit.repeat(40),
  sha256: digit.repeat(64),
});
const one = file('one', '1');
const two = file('two', '2');
const alsoTwo = file('also-two', '2');
const huge = file('huge', '3', 5_000_000_000);
const all = [[one], [two, alsoTwo], [huge]];

/** What the cache lacks: its snapshot is a folder of files, its blobs are links' targets. */
function missing(groups = all, links = true): Promise<number> {
  return missingBytes({ repoFolder, blobs: join(repoFolder, 'blobs'), commit: commit('c'), links }, groups);
}

const part = (digit: string, bytes: number, process = ''): void => {
  const path = unfinishedPath(join(repoFolder, 'blobs'), digit.repeat(64));
  write(process === '' ? path : path.replace(/-\d+-/, `-${process}-`), Buffer.alloc(bytes));
};

describe('the bytes that a download still needs', () => {
  it('are those of each content, once where there are links', async () => {
    expect(await missing()).toBe(5_000_002_000);
    expect(await missing(all, false)).toBe(5_000_003_000);
  });

  it('are none of what is there', async () => {
    write(join(repoFolder, 'snapshots', commit('c'), 'one'), Buffer.alloc(1000));
    expect(await missing()).toBe(5_000_001_000);
    write(join(repoFolder, 'blobs', '2'.repeat(64)), Buffer.alloc(1000));
    expect(await missing()).toBe(5_000_000_000);
    expect(await missing(all, false)).toBe(5_000_001_000);
  });

  it('are less by the longest part of each, whatever else lies there', async () => {
    for (const bytes of [300, 400, 200]) part('1', bytes);
    part('2', 5000);
    part('9', 900);
    part('3', 800, String(process.ppid));
    expect(await missing()).toBe(5_000_000_600);
  });

  it('are none without files', async () => {
    part('9', 900);
    expect(await missing([])).toBe(0);
  });
});
