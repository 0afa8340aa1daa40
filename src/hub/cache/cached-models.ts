import { join } from 'node:path';
import { hubCacheFolder, type Environment } from '../env';
import { entriesOf, isFolder } from '../files/look';
import { isCommit, listRefs } from './refs';
import { repoIdOf } from './repo-folder';
import { snapshotFiles, weightKindOf, type SnapshotFile, type WeightKind } from './snapshot';

export interface CachedRevision {
  readonly commit: string;
  /** Branches and tags that name the commit, `main` first. */
  readonly refs: readonly string[];
  readonly folder: string;
  /** Bytes of its files; files that revisions share count in each. */
  readonly bytes: number;
  readonly hasConfig: boolean;
  readonly weights: WeightKind | null;
}

export interface CachedModel {
  readonly id: string;
  /** The repository's folder in the cache. */
  readonly folder: string;
  /** Bytes on disk, shared files counted once. */
  readonly bytes: number;
  readonly lastUsed: Date;
  /** `main` first, then the most recently used. */
  readonly revisions: readonly CachedRevision[];
}

interface Snapshot {
  readonly revision: CachedRevision;
  readonly files: readonly SnapshotFile[];
  readonly lastUsed: number;
}

/**
 * The models in the Hub cache, the most recently used first. Sizes are those of the real files (by stat, not lstat).
 * What is not a model, or broken, is left out; a cache that does not exist is empty.
 */
export async function listCachedModels(env: Environment): Promise<CachedModel[]> {
  const cache = hubCacheFolder(env);
  const models: CachedModel[] = [];
  for (const entry of await entriesOf(cache)) {
    const id = repoIdOf(entry.name);
    const model = id === null ? null : await readCachedModel(id, join(cache, entry.name));
    if (model) models.push(model);
  }
  return models.sort((a, b) => b.lastUsed.getTime() - a.lastUsed.getTime());
}

/** One model of the cache from its repository folder; null when it has no snapshot with a file in it. */
export async function readCachedModel(id: string, folder: string): Promise<CachedModel | null> {
  const snapshots = await readSnapshots(folder);
  if (snapshots.length === 0) return null;
  snapshots.sort((a, b) => mainFirst(a, b) || b.lastUsed - a.lastUsed);
  const unique = new Map(snapshots.flatMap(({ files }) => files.map((file) => [file.realPath, file.bytes] as const)));
  return {
    id,
    folder,
    bytes: sum([...unique.values()]),
    lastUsed: new Date(Math.max(...snapshots.map(({ lastUsed }) => lastUsed))),
    revisions: snapshots.map(({ revision }) => revision),
  };
}

async function readSnapshots(repoFolder: string): Promise<Snapshot[]> {
  const refs = await listRefs(repoFolder);
  const snapshots: Snapshot[] = [];
  for (const entry of await entriesOf(join(repoFolder, 'snapshots'))) {
    const folder = join(repoFolder, 'snapshots', entry.name);
    if (!isCommit(entry.name) || !(await isFolder(folder))) continue;
    const files = await snapshotFiles(folder);
    if (files.length > 0) snapshots.push(toSnapshot(entry.name, folder, files, refs));
  }
  return snapshots;
}

function toSnapshot(
  commit: string,
  folder: string,
  files: readonly SnapshotFile[],
  refs: ReadonlyMap<string, string>,
): Snapshot {
  const names = [...refs].filter(([, target]) => target === commit).map(([name]) => name);
  return {
    revision: {
      commit,
      refs: names.sort((a, b) => Number(b === 'main') - Number(a === 'main') || (a < b ? -1 : 1)),
      folder,
      bytes: sum(files.map(({ bytes }) => bytes)),
      hasConfig: files.some(({ path }) => path === 'config.json'),
      weights: weightKindOf(files),
    },
    files,
    lastUsed: Math.max(...files.map(({ lastUsed }) => lastUsed)),
  };
}

function mainFirst(a: Snapshot, b: Snapshot): number {
  return Number(b.revision.refs.includes('main')) - Number(a.revision.refs.includes('main'));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
