import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DownloadProgress, DownloadResult } from '../../../src/hub/download/download-model';
import { filesBelow } from './support/cache-problems';
import { useDownloads } from './support/use-downloads';

const weights = Buffer.alloc(200_000, 'weights');
const small = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`file-${index}.txt`, `content ${index}`]));
const files = { ...small, 'model.safetensors': weights };
const world = useDownloads({ repos: [{ id: 'org/model', files }] });

beforeEach(() => void vi.stubEnv('HF_HUB_DISABLE_SYMLINKS', '1'));
afterEach(() => vi.unstubAllEnvs());

describe('a cache without links', () => {
  it('is filled by several at once', async () => {
    const download = async (): Promise<DownloadResult> => {
      let last: DownloadProgress | undefined;
      const result = await world().download({ onProgress: (progress) => (last = progress) });
      expect(last?.bytes).toBe(last?.totalBytes);
      return result;
    };
    const results = await Promise.all(Array.from({ length: 4 }, download));
    const path = results[0]?.path ?? '';
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(path, name)).equals(Buffer.from(content)), name).toBe(true);
    }
    expect(filesBelow(join(world().repo, 'blobs'))).toEqual([]);
  });
});
