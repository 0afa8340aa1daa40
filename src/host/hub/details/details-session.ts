import { join } from 'node:path';
import { t } from '@vscode/l10n';
import type { ModelDescription } from '../../../common/contracts/description';
import type { Assessment } from '../../../common/contracts/hub/assessment';
import type { DetailsState, RepoInfo } from '../../../common/contracts/hub/details-view';
import { isCancelled, LensError } from '../../../common/errors/lens-error';
import { readRef } from '../../../hub/cache/refs';
import { repoFolderName } from '../../../hub/cache/repo-folder';
import { areCached } from '../../../hub/inspect/cached-files';
import { hubName } from '../../models/hub-id';
import type { DetailsSource } from './details-source';
import {
  composeDetails,
  failed,
  neededOf,
  nothingRead,
  ready,
  type DetailsFacts,
  type DetailsParts,
} from './details-parts';

export interface DetailsSessionParams {
  readonly id: string;
  /** A branch, tag or commit; null for `main`. */
  readonly revision: string | null;
  readonly source: DetailsSource;
  /** What this machine knows of the model at a revision. */
  readonly factsOf: (id: string, revision: string | null) => DetailsFacts;
  readonly onChange: () => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** The page of a model: read from the Hub, or from the cache when the Hub cannot be asked. */
export class DetailsSession {
  readonly id: string;
  readonly #params: DetailsSessionParams;
  #revision: string | null;
  #parts: DetailsParts = nothingRead;
  #work = new AbortController();
  #description: Promise<ModelDescription> | null = null;

  constructor(params: DetailsSessionParams) {
    this.#params = params;
    this.id = params.id;
    this.#revision = params.revision;
  }

  get revision(): string | null {
    return this.#revision;
  }

  /** The name under which the model is used. */
  get name(): string {
    return hubName(this.id, this.#revision);
  }

  get state(): DetailsState {
    return composeDetails(this.#parts, this.#facts);
  }

  /** Reads everything anew. */
  async load(): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#description = null;
    this.#change(signal, nothingRead);
    await Promise.all([
      this.#read(
        signal,
        'Checking',
        () => this.#judge(signal),
        (error) => ({
          info: failed(error),
          assessment: failed(error),
        }),
      ),
      this.#read(
        signal,
        'Reading the README of',
        () => this.#readme(signal),
        (error) => ({ readme: failed(error) }),
      ),
      this.#read(
        signal,
        'Reading the revisions of',
        () => this.#revisions(signal),
        () => ({ revisions: [] }),
      ),
    ]);
  }

  async chooseRevision(revision: string): Promise<void> {
    this.#revision = revision === 'main' ? null : revision;
    await this.load();
  }

  /** What the machine knows of the model has changed: its files, its use, its weights. */
  async refresh(): Promise<void> {
    const { signal } = this.#work;
    this.#change(signal, { downloaded: await this.#isDownloaded(this.#parts) });
  }

  /** The folder of the model in the cache; null when it is not there. */
  async folder(): Promise<string | null> {
    const { info } = this.#parts;
    const repo = join(this.#params.source.cache, repoFolderName(this.id));
    const commit = info.phase === 'ready' ? info.value.commit : await readRef(repo, this.#revision ?? 'main');
    return commit === null ? null : join(repo, 'snapshots', commit);
  }

  /** What the model is made of; read once. @throws LensError when it is not known which files there are, and as they are read */
  async describe(): Promise<ModelDescription> {
    const { info, offline } = this.#parts;
    if (info.phase !== 'ready') throw new LensError('not-found', t('The files of the model are not known.'));
    const { signal } = this.#work;
    const reading = (this.#description ??= this.#describe(info.value, offline, signal));
    try {
      return await reading;
    } catch (error) {
      if (this.#description === reading) this.#description = null;
      throw error;
    }
  }

  dispose(): void {
    this.#work.abort();
  }

  get #facts(): DetailsFacts {
    return this.#params.factsOf(this.id, this.#revision);
  }

  async #describe(info: RepoInfo, offline: boolean, signal: AbortSignal): Promise<ModelDescription> {
    return this.#params.source.describe(info, offline ? await this.folder() : null, signal);
  }

  async #judge(signal: AbortSignal): Promise<void> {
    const { info, assessment, verdict, offline, readme } = await this.#params.source.judge(
      this.id,
      this.#revision,
      signal,
    );
    const reason = new LensError('not-found', verdict.reason);
    const change = {
      info: info ? ready(info) : failed<RepoInfo>(reason),
      assessment: assessment ? ready(assessment) : failed<Assessment>(reason),
      verdict,
      offline,
      ...(offline ? { readme: ready(readme) } : {}),
    };
    const downloaded = await this.#isDownloaded({ ...this.#parts, ...change });
    this.#change(signal, { ...change, downloaded });
  }

  /** True when all that a run with the chosen weights needs is in the cache. */
  async #isDownloaded(parts: DetailsParts): Promise<boolean> {
    if (parts.info.phase !== 'ready') return false;
    const needed = neededOf(parts, this.#facts.preferred);
    return areCached(this.#params.source.cache, this.id, parts.info.value.commit, needed);
  }

  async #readme(signal: AbortSignal): Promise<void> {
    const readme = await this.#params.source.readme(this.id, this.#revision, signal);
    this.#change(signal, { readme: ready(readme) });
  }

  async #revisions(signal: AbortSignal): Promise<void> {
    const revisions = await this.#params.source.revisions(this.id, signal);
    this.#change(signal, { revisions });
  }

  /** One part's failure leaves the others on show. */
  async #read(
    signal: AbortSignal,
    doing: string,
    read: () => Promise<void>,
    onError: (error: unknown) => Partial<DetailsParts>,
  ): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      this.#params.onFailure(`${doing} ${this.id}`, error);
      // What the cache has stands for what the Hub could not give.
      if (!this.#parts.offline) this.#change(signal, onError(error));
    }
  }

  #change(signal: AbortSignal, change: Partial<DetailsParts>): void {
    if (signal.aborted) return;
    this.#parts = { ...this.#parts, ...change };
    this.#params.onChange();
  }
}
