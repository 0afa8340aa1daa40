import { isCancelled, LensError } from '../../common/errors/lens-error';
import type { RepoFile } from '../../common/contracts/hub/repo';
import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { HubClient } from '../../hub/api/hub-client';
import { downloadModel, type DownloadResult } from '../../hub/download/download-model';
import { hubCacheFolder } from '../../hub/env';
import type { ModelName } from '../../hub/names/model-name';
import { ProgressLine } from '../output/progress';
import { cliHubClient } from './hub-client';

export interface FetchParams {
  readonly name: ModelName;
  readonly env: NodeJS.ProcessEnv;
  /** Chooses the files of the model that are wanted. */
  readonly select: (client: HubClient, info: RepoInfo) => Promise<readonly RepoFile[]>;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Downloads files of a model into the cache, with progress on standard error. A signal stops it; what is there by then is
 * kept.
 * @throws LensError as `downloadModel` does
 */
export async function fetchModel({ name, env, select }: FetchParams): Promise<DownloadResult> {
  const client = cliHubClient(env);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  for (const signal of signals) process.once(signal, abort);
  const line = new ProgressLine(name.id);
  try {
    return await downloadModel({
      client,
      cache: hubCacheFolder(env),
      id: name.id,
      revision: name.revision,
      files: null,
      select: (info) => select(client, info),
      signal: stop.signal,
      onProgress: (progress) => line.show(progress),
    });
  } catch (error) {
    throw isCancelled(error) ? stopped() : error;
  } finally {
    line.end();
    for (const signal of signals) process.off(signal, abort);
  }
}

function stopped(): LensError {
  return new LensError(
    'cancelled',
    'The download was stopped.',
    'Give the same command again: it goes on where it was.',
  );
}
