import { closeSync, ftruncateSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unfinishedPath } from '../../../src/hub/cache/unfinished';
import { contentOf, piecesOf } from '../../hub-server/content/content.mts';
import { filesBelow } from './support/cache-problems';
import { useDownloads } from './support/use-downloads';

/** Zeros take no room on a disk until they are written. */
const bytes = 2 ** 31 + 1000;
const kept = 2 ** 31 - 5000;
// head -c 2147484648 /dev/zero | sha256sum
const sha256 = '4aa6aa5167b82b368e7c0b58013afb553555cfaa52f480160e5b91a0926e7481';

const zeros = contentOf(bytes, (start, end) => piecesOf([new Uint8Array(end - start)]), sha256);
const world = useDownloads({ repos: [{ id: 'org/model', files: { 'model.safetensors': zeros } }] });

it('a file of more than 2 GB is gone on with, across the border of what 32 bits count', async () => {
  const blobs = join(world().repo, 'blobs');
  mkdirSync(blobs, { recursive: true });
  const partial = openSync(unfinishedPath(blobs, sha256), 'w');
  ftruncateSync(partial, kept);
  closeSync(partial);
  const { path } = await world().download();
  expect(statSync(join(path, 'model.safetensors')).size).toBe(bytes);
  expect(filesBelow(blobs)).toEqual([join(blobs, sha256)]);
  const asked = world().hub.requests.filter(({ origin }) => origin === 'files');
  expect(asked.map(({ headers, sentBytes }) => [headers.range, sentBytes])).toEqual([[`bytes=${kept}-`, bytes - kept]]);
});
