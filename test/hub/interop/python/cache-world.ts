import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { HubClient } from '../../../../src/hub/api/hub-client';
import { listCachedModels, type CachedModel } from '../../../../src/hub/cache/cached-models';
import { downloadModel, type DownloadResult } from '../../../../src/hub/download/download-model';
import { resolveModel } from '../../../../src/hub/models/resolve-model';
import { startHub, type RepoSpec, type TestHub } from '../../../hub-server/start-hub.mts';
import { repos } from '../repos';
import { HubPython } from './hub-python';

/** What calls.py says of a download: the snapshot's folder with the paths in it. */
export interface Snapshot {
  readonly folder: string;
  readonly files: string[];
}

/** Makes Python ask nothing of any server. */
export const offline = { HF_HUB_OFFLINE: '1' };

/** A Hub, and one cache that Python and the product share. */
export class CacheWorld {
  private constructor(
    readonly hub: TestHub,
    readonly python: HubPython,
  ) {}

  static async open(more: readonly RepoSpec[] = []): Promise<CacheWorld> {
    const hub = await startHub({ repos: [...repos, ...more] });
    return new CacheWorld(hub, HubPython.create(hub.endpoint));
  }

  async close(): Promise<void> {
    this.python.remove();
    await this.hub.stop();
  }

  get cache(): string {
    return this.python.cache;
  }

  /** Downloads all files of a model as the product does. */
  download(id: string, revision: string | null = null, signal?: AbortSignal): Promise<DownloadResult> {
    const token = (): Promise<null> => Promise.resolve(null);
    const userAgent = 'model-lens/test';
    return downloadModel({
      client: new HubClient({ endpoint: this.hub.endpoint, token, offline: () => false, fetch, userAgent }),
      cache: this.cache,
      id,
      revision,
      files: null,
      signal: signal ?? new AbortController().signal,
    });
  }

  /** Downloads a model as Python does, or finds it in the cache. */
  async byPython(args: Readonly<Record<string, unknown>>, env: Record<string, string> = {}): Promise<Snapshot> {
    return (await this.python.call('download', { cache_dir: this.cache, ...args }, env)) as Snapshot;
  }

  /** The models of the cache as the product lists them. */
  list(): Promise<CachedModel[]> {
    return listCachedModels({ HF_HUB_CACHE: this.cache });
  }

  /** The folder that a name means to the product. */
  async resolved(name: string): Promise<string> {
    return (await resolveModel(name, { env: { HF_HUB_CACHE: this.cache }, sampleFolder: '' })).folder;
  }

  /** Fails unless every file of a model at the commit of `main` is in the folder, whole. */
  async expectWhole(folder: string, id: string): Promise<void> {
    const repo = this.hub.repo(id);
    for (const [path, content] of repo.files(repo.head)) {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
      expect(hash, path).toBe(await content.sha256());
    }
  }

  /** How many bodies of files were asked for since a point of the log. */
  bodiesSince(start: number): number {
    const asked = this.hub.requests.slice(start).filter(({ method }) => method === 'GET');
    return asked.filter(({ url }) => /^\/(?:api\/resolve-cache|repos|xorbs)/.test(url)).length;
  }
}
