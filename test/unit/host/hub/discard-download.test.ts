import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { discardDownload } from '../../../../src/host/hub/downloads/discard-download';

const cache = mkdtempSync(join(tmpdir(), 'model-lens-discard-'));
const repo = join(cache, 'models--org--model');
const snapshot = join(repo, 'snapshots', 'a'.repeat(40), 'config.json');

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

beforeEach(() => {
  rmSync(repo, { recursive: true, force: true });
  write(snapshot, '{}');
});
afterAll(() => rmSync(cache, { recursive: true }));

it('leaves nothing of a model that was never whole', async () => {
  await discardDownload(cache, { id: 'org/model', fresh: true });
  expect(existsSync(repo)).toBe(false);
  // Once more, where nothing is there.
  await discardDownload(cache, { id: 'org/model', fresh: true });
});

it('touches no file of a model that was here before, with a ref or, as Python fetches a commit, without', async () => {
  await discardDownload(cache, { id: 'org/model', fresh: false });
  expect(existsSync(snapshot)).toBe(true);
  write(join(repo, 'refs/main'), 'a'.repeat(40));
  await discardDownload(cache, { id: 'org/model', fresh: true });
  expect(existsSync(snapshot)).toBe(true);
});
