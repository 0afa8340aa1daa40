import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { cancelled, LensError } from '../../common/errors/lens-error';
import type { HubClient, TreeFile } from '../api/hub-client';
import { makeCacheFolder } from '../cache/cache-folder';
import { repoFolderName } from '../cache/repo-folder';
import { realFolder } from '../cache/write-snapshot';
import { writeRef } from '../cache/write-ref';
import { linksWanted } from '../env';
import { refuseClashes } from '../files/safe-path';
import { mapLimited } from '../inspect/map-limited';
import { dropNameless } from './blob/partial';
import { blobName } from './content-hash';
import { checkSpace, diskError } from './disk';
import { missingBytes } from './missing-bytes';
import { Meter, type DownloadProgress } from './meter';
import { provideFiles, type FileResult, type ProvideContext } from './provide-file';

export type { DownloadProgress } from './meter';
export { discardPartials, partialDownload } from './leftovers';

export interface DownloadParams {
  readonly client: HubClient;
  /** The folder of the Hub's cache. */
  readonly cache: string;
  readonly id: string;
  /** A branch, tag or commit; null for `main`. */
  readonly revision: string | null;
  /** The paths of the files; null for those that `select` chooses. */
  readonly files: readonly string[] | null;
  readonly select?: (info: RepoInfo) => Promise<readonly RepoFile[]>;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadResult {
  /** The snapshot's folder. */
  readonly path: string;
  readonly commit: string;
  readonly files: readonly FileResult[];
}

const filesAtOnce = 4;

/**
 * Downloads files of a model into the cache that Python shares. The revision is resolved to a commit once, and everything
 * is read at that commit; each file is verified before it is visible, and the ref is written last. Cancelling keeps what
 * is there for the next call, which goes on from it.
 * @throws LensError as `hubFetch` does; `not-found` for a file that the model has not, `bad-file`, `disk`, `cancelled`
 */
export async function downloadModel(params: DownloadParams): Promise<DownloadResult> {
  const { client, id, revision, signal } = params;
  const info = await client.repo(id, revision, signal);
  const tree = await client.tree(id, info.commit, signal);
  const wanted = chosenFiles(params.files ?? (await selected(params, info)), tree, id);
  try {
    return await provide(params, info.commit, wanted);
  } catch (error) {
    throw diskError(signal.aborted ? cancelled() : error, `The model "${id}"`);
  }
}

async function selected({ select }: DownloadParams, info: RepoInfo): Promise<string[]> {
  const files = select ? await select(info) : info.files;
  return files.map(({ path }) => path);
}

/** The files of the tree by their paths. */
function chosenFiles(paths: readonly string[], tree: readonly TreeFile[], id: string): TreeFile[] {
  refuseClashes(paths);
  const byPath = new Map(tree.map((file) => [file.path, file]));
  return paths.map((path) => {
    const file = byPath.get(path);
    if (file) return file;
    throw new LensError('not-found', `The model "${id}" has no file "${path}".`, 'Check its list of files on the Hub.');
  });
}

async function provide(params: DownloadParams, commit: string, wanted: readonly TreeFile[]): Promise<DownloadResult> {
  const { client, cache, id, revision, signal } = params;
  await makeCacheFolder(cache);
  const repoFolder = await realFolder(cache, [repoFolderName(id)]);
  const blobs = await realFolder(repoFolder, ['blobs']);
  const path = await realFolder(repoFolder, ['snapshots', commit]);
  await dropNameless(blobs);
  const totalBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  const meter = new Meter(totalBytes, params.onProgress ?? (() => undefined));
  const context = { client, id, commit, repoFolder, blobs, signal, meter, links: linksWanted(process.env) };
  const groups = byContent(wanted);
  await checkSpace(blobs, await missingBytes(context, groups));
  const results = await provideAll(context, groups);
  await writeRef(repoFolder, revision ?? 'main', commit);
  meter.finish();
  const byPath = new Map(results.map((result) => [result.path, result]));
  return { path, commit, files: wanted.flatMap((file) => byPath.get(file.path) ?? []) };
}

/** Provides the files, several at once. One that cannot be had stops the others, which are kept as far as they are. */
async function provideAll(context: ProvideContext, groups: readonly TreeFile[][]): Promise<FileResult[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const failures: unknown[] = [];
  const provide = async (files: readonly TreeFile[]): Promise<FileResult[]> => {
    try {
      return await provideFiles({ ...context, signal }, files);
    } catch (error) {
      failures.push(error);
      stop.abort();
      throw error;
    }
  };
  try {
    return (await mapLimited(groups, filesAtOnce, provide)).flat();
  } catch (error) {
    // Those after the first only say that they were stopped.
    throw failures[0] ?? error;
  }
}

/** Files of the same content together. The largest first: the small ones fill the gaps at the end. */
function byContent(wanted: readonly TreeFile[]): TreeFile[][] {
  const groups = new Map<string, TreeFile[]>();
  for (const file of wanted.toSorted((a, b) => b.bytes - a.bytes)) {
    groups.set(blobName(file), [...(groups.get(blobName(file)) ?? []), file]);
  }
  return [...groups.values()];
}
