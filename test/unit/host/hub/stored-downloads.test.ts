import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { StoredDownloads, type StoredDownload } from '../../../../src/host/hub/downloads/stored-downloads';

const root = mkdtempSync(join(tmpdir(), 'model-lens-stored-'));
const folder = join(root, 'downloads');
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true }));

const nobody = (): boolean => false;
const download: StoredDownload = {
  id: 'org/model',
  revision: null,
  use: true,
  fresh: true,
  bytes: 5,
  totalBytes: 10,
  error: null,
};

it('leaves what is not finished to the next window, once', async () => {
  await new StoredDownloads(folder, nobody).save([download]);
  const [next, another] = [new StoredDownloads(folder, nobody), new StoredDownloads(folder, nobody)];
  const taken = await Promise.all([next.adopt(), another.adopt()]);
  expect(taken.flat()).toEqual([download]);
  expect(await next.adopt()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves alone what belongs to a window that is open, itself included', async () => {
  const open = new StoredDownloads(folder);
  await open.save([download]);
  expect(await new StoredDownloads(folder).adopt()).toEqual([]);
  expect(await open.adopt()).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
});

it('keeps the newest of many saves, and no file without downloads', async () => {
  const stored = new StoredDownloads(folder, nobody);
  await Promise.all([1, 2, 3].map((bytes) => stored.save([{ ...download, bytes }])));
  expect(await new StoredDownloads(folder, nobody).adopt()).toEqual([{ ...download, bytes: 3 }]);
  await stored.save([download]);
  await stored.save([]);
  expect(readdirSync(folder)).toEqual([]);
  expect(await new StoredDownloads(join(root, 'nothing'), nobody).adopt()).toEqual([]);
});

it.each([
  ['no JSON', '{"version":1,'],
  ['another version', JSON.stringify({ version: 2, downloads: [download] })],
  ['a path for an id', JSON.stringify({ version: 1, downloads: [{ ...download, id: '../../etc' }] })],
  ['a path for a revision', JSON.stringify({ version: 1, downloads: [{ ...download, revision: '../x' }] })],
  ['negative bytes', JSON.stringify({ version: 1, downloads: [{ ...download, bytes: -1 }] })],
  ['a list that is none', JSON.stringify({ version: 1, downloads: {} })],
])('drops a file with %s', async (_what, text) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '1-0123456789abcdef.json'), text);
  expect(await new StoredDownloads(folder, nobody).adopt()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves files of others alone', async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes.json'), '{}');
  expect(await new StoredDownloads(folder, nobody).adopt()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['notes.json']);
});
