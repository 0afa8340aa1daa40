import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { HubClient } from '../../../../src/hub/api/hub-client';
import { downloadModel, type DownloadParams, type DownloadResult } from '../../../../src/hub/download/download-model';
import type { HubAccess } from '../../../../src/hub/http/hub-access';
import { startHub, type HubOptions, type TestHub } from '../../../hub-server/start-hub.mts';

/** The LensError that work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<LensError> {
  const ended = await work.catch((error: unknown) => error);
  if (ended instanceof LensError) return ended;
  throw new TypeError(`There was no failure in words but ${String(ended)}.`);
}

/** A Hub and an empty cache for each test. */
export interface Downloads {
  readonly hub: TestHub;
  readonly cache: string;
  /** Downloads every file of a model, `org/model` unless another is named. */
  download(params?: Partial<DownloadParams>, access?: Partial<HubAccess>): Promise<DownloadResult>;
  /** The folder of `org/model` in the cache. */
  readonly repo: string;
}

export function useDownloads(options: HubOptions): () => Downloads {
  let current: Downloads | undefined;
  beforeEach(async () => {
    const hub = await startHub(options);
    const cache = mkdtempSync(join(tmpdir(), 'model-lens-downloads-'));
    const download: Downloads['download'] = (params = {}, access = {}) =>
      downloadModel({
        client: new HubClient({
          endpoint: hub.endpoint,
          token: () => Promise.resolve(null),
          offline: () => false,
          fetch: globalThis.fetch,
          userAgent: 'test',
          sleep: () => Promise.resolve(),
          ...access,
        }),
        cache,
        id: 'org/model',
        revision: null,
        files: null,
        signal: new AbortController().signal,
        ...params,
      });
    current = { hub, cache, download, repo: join(cache, 'models--org--model') };
  });
  afterEach(async () => {
    await current?.hub.stop();
    if (current) rmSync(current.cache, { recursive: true, force: true });
  });
  return () => {
    if (!current) throw new Error('There is a Hub only inside tests.');
    return current;
  };
}
