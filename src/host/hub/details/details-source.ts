import { t } from '@vscode/l10n';
import type { ModelDescription } from '../../../common/contracts/description';
import type { Assessment, Verdict } from '../../../common/contracts/hub/assessment';
import type { RepoInfo, Revision } from '../../../common/contracts/hub/details-view';
import { LensError, toErrorData } from '../../../common/errors/lens-error';
import { readRepoFacts } from '../../../hub/inspect/repo-facts';
import { findCachedRevision, type CachedLocation } from '../../../hub/models/cached-revision';
import type { Assessor } from '../assess/assessor';
import type { RepoJudge } from '../assess/repo-judge';
import type { HubConnection } from '../connection/hub-connection';
import { withAccess } from './access-check';
import { folderFacts, folderInfo, readFolderText } from './folder-files';

/** What was read of a model. `readme` comes with it only when it was read from the cache. */
export interface ReadModel {
  readonly info: RepoInfo | null;
  readonly assessment: Assessment | null;
  readonly verdict: Verdict;
  readonly readme: string | null;
  /** The Hub could not be asked: this is what the cache has. */
  readonly offline: boolean;
}

const readmeFile = 'README.md';
const mostReadmeBytes = 1_000_000;

/** Where the page of a model comes from: the Hub, and the cache in its place. */
export class DetailsSource {
  constructor(
    private readonly connection: HubConnection,
    private readonly repoJudge: RepoJudge,
    private readonly assessor: Pick<Assessor, 'assess' | 'describe'>,
  ) {}

  /** The folder of the cache. */
  get cache(): string {
    return this.connection.cache;
  }

  /** What a model is and whether it runs here. @throws LensError as the Hub and the cache do */
  async judge(id: string, revision: string | null, signal: AbortSignal): Promise<ReadModel> {
    if (this.connection.offlineBy !== null) {
      const kept = await this.#findIfThere(id, revision);
      if (kept) return this.#fromCache(id, revision, kept, signal);
      throw new LensError('offline', t('Offline, and {0} is not on this machine.', id), t('Go online to look at it.'));
    }
    const judged = await this.repoJudge.judge(id, revision, signal);
    const read = { ...judged, assessment: withAccess(judged), readme: null, offline: false };
    if (read.info !== null || read.verdict.state === 'gated') return read;
    const cached = await this.#findIfThere(id, revision);
    return cached ? this.#fromCache(id, revision, cached, signal) : read;
  }

  /**
   * What a model is made of, from its config and headers.
   * @param folder where it lies in the cache, for one that was read from there; null to ask the Hub
   * @throws LensError as the Hub, the cache and the assessor do
   */
  async describe(info: RepoInfo, folder: string | null, signal: AbortSignal): Promise<ModelDescription> {
    // Headers are read of files that are larger than the memory as well.
    const facts =
      folder === null
        ? await readRepoFacts(this.connection.client, info, Number.MAX_SAFE_INTEGER, signal)
        : await folderFacts(info, folder);
    return this.assessor.describe(facts, signal);
  }

  /** The README from the Hub; null where there is none. */
  readme(id: string, revision: string | null, signal: AbortSignal): Promise<string | null> {
    return this.connection.client.readText(id, revision ?? 'main', readmeFile, mostReadmeBytes, signal);
  }

  /** Branches and tags of the Hub. */
  revisions(id: string, signal: AbortSignal): Promise<Revision[]> {
    return this.connection.client.revisions(id, signal);
  }

  async #fromCache(
    id: string,
    revision: string | null,
    { folder, commit }: CachedLocation,
    signal: AbortSignal,
  ): Promise<ReadModel> {
    const info = await folderInfo(id, folder, revision ?? 'main', commit);
    const readme = await readFolderText(folder, readmeFile, mostReadmeBytes);
    try {
      const assessment = await this.assessor.assess(await folderFacts(info, folder), signal);
      return { info, assessment, verdict: assessment.verdict, readme, offline: true };
    } catch (error) {
      if (signal.aborted) throw error;
      const verdict: Verdict = { state: 'unknown', reason: toErrorData(error).message };
      return { info, assessment: null, verdict, readme, offline: true };
    }
  }

  async #findIfThere(id: string, revision: string | null): Promise<CachedLocation | null> {
    try {
      return await findCachedRevision(this.cache, { id, revision });
    } catch (error) {
      if (error instanceof LensError && error.code === 'not-found') return null;
      throw error;
    }
  }
}
