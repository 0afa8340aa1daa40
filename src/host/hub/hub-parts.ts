import type * as vscode from 'vscode';
import { listCachedModels } from '../../hub/cache/cached-models';
import type { EnginePool } from '../engine/engine-pool';
import { hubIdOf, hubName } from '../models/hub-id';
import type { ModelService } from '../models/model-service';
import type { DisposableStore } from '../platform/disposable-store';
import type { Log } from '../platform/log';
import { readSettings } from '../platform/settings';
import { Account } from './account/account';
import { Assessor } from './assess/assessor';
import { RepoJudge } from './assess/repo-judge';
import { unusualHost } from './connection/endpoint';
import { HubConnection } from './connection/hub-connection';
import { TokenStore } from './connection/token-store';
import { DetailsSession } from './details/details-session';
import { DetailsSource } from './details/details-source';
import { Downloads } from './downloads/downloads';
import { keyOf } from './downloads/download-queue';
import { searchNotice } from './search/search-notice';
import { SearchSession } from './search/search-session';

export interface HubParams {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'secrets' | 'globalStorageUri'>;
  /** dist/engine.js */
  readonly enginePath: string;
  readonly version: string;
  readonly models: ModelService;
  readonly engines: Pick<EnginePool, 'release'>;
  readonly log: Log;
}

/** The parts of the Hub that know nothing of views. */
export interface HubParts {
  readonly tokens: TokenStore;
  readonly connection: HubConnection;
  readonly account: Account;
  readonly assessor: Assessor;
  readonly downloads: Downloads;
  readonly search: SearchSession;
  readonly source: DetailsSource;
  readonly models: ModelService;
  readonly log: Log;
}

/** Makes the parts; the store lets them go. */
export function createHubParts(params: HubParams, store: DisposableStore): HubParts {
  const { context, enginePath, version, models, log } = params;
  const onFailure = (doing: string, error: unknown): void => log.error(doing, error);
  const tokens = new TokenStore(context.secrets);
  const connection = new HubConnection({
    env: process.env,
    settings: readSettings,
    tokens,
    // Asked for anew each time: VS Code puts its own in the place of Node's.
    fetch: (input, init) => globalThis.fetch(input, init),
    userAgent: `model-lens/${version}`,
  });
  const account = new Account({ connection, tokens, onFailure });
  const assessor = store.add(new Assessor({ modulePath: enginePath, log: (line) => log.info(line) }));
  const judge = new RepoJudge(connection, assessor);
  const folder = `${context.globalStorageUri.fsPath}/downloads`;
  const downloads = store.add(new Downloads({ connection, judge, models, log, folder }));
  const source = new DetailsSource(connection, judge, assessor);
  const search = store.add(
    new SearchSession({
      find: (query, options) => connection.client.search(query, options),
      judge: (id, signal) => judge.judge(id, null, signal),
      flagsOf: (id) => ({ favourite: models.memory.isFavourite(id), inUse: hubIdOf(models.name) === id }),
      where: async () => ({
        endpoint: unusualHost(connection.endpoint),
        user: (await account.current())?.name ?? null,
      }),
      noticeOf: async (error) =>
        searchNotice(error, { offlineBy: connection.offlineBy, models: await countModels(models) }),
      onFailure,
    }),
  );
  return { tokens, connection, account, assessor, downloads, search, source, models, log };
}

/** The page of a model. */
export function createDetails(
  { source, downloads, models, log }: HubParts,
  id: string,
  revision: string | null,
  onChange: () => void,
): DetailsSession {
  return new DetailsSession({
    id,
    revision,
    source,
    factsOf: (model, at) => ({
      id: model,
      preferred: models.memory.weightsOf(hubName(model, at)),
      download: downloads.find(keyOf({ id: model, revision: at })) ?? null,
      inUse: models.name === hubName(model, at),
      favourite: models.memory.isFavourite(model),
    }),
    onChange,
    onFailure: (doing, error) => log.error(doing, error),
  });
}

/** The sample is one of them. */
async function countModels(models: ModelService): Promise<number> {
  return (await listCachedModels(models.environment)).length + 1;
}
