import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Download } from '../../../common/contracts/hub/downloads-view';
import { repoFolderName } from '../../../hub/cache/repo-folder';
import { downloadModel } from '../../../hub/download/download-model';
import { neededFiles } from '../../../hub/download/needed-files';
import { hubName } from '../../models/hub-id';
import type { ModelService } from '../../models/model-service';
import { DisposableStore } from '../../platform/disposable-store';
import { inBackground, type Log } from '../../platform/log';
import { Throttle } from '../../platform/throttle';
import { chosenWeights } from '../assess/chosen-weights';
import type { RepoJudge } from '../assess/repo-judge';
import type { HubConnection } from '../connection/hub-connection';
import { discardDownload } from './discard-download';
import type { DownloadRequest } from './download-entry';
import { DownloadQueue, type Progress } from './download-queue';
import { isActive } from './is-active';
import { DownloadProgressLine } from './show-progress';
import { StoredDownloads } from './stored-downloads';

export interface DownloadsParams {
  readonly connection: HubConnection;
  readonly judge: RepoJudge;
  readonly models: ModelService;
  readonly log: Log;
  /** Where downloads that are not finished are kept for the next window. */
  readonly folder: string;
}

const showEveryMs = 150;
const saveEveryMs = 2000;

/** The downloads of this window: those that are at work, and those that earlier windows left. */
export class Downloads implements vscode.Disposable {
  readonly #params: DownloadsParams;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #filesChanged = this.#store.add(new vscode.EventEmitter<string>());
  readonly #queue: DownloadQueue;
  readonly #stored: StoredDownloads;
  readonly #line = new DownloadProgressLine();
  readonly #show = this.#store.add(new Throttle(showEveryMs, () => this.#changed.fire()));
  readonly #save = this.#store.add(new Throttle(saveEveryMs, () => this.#keep()));

  /** Something that the list shows has changed; at most seven times a second. */
  readonly onDidChange = this.#changed.event;
  /** The cache has other files of a model now; its id. */
  readonly onDidChangeFiles = this.#filesChanged.event;

  constructor(params: DownloadsParams) {
    this.#params = params;
    this.#stored = new StoredDownloads(params.folder);
    this.#queue = new DownloadQueue({
      run: (request, signal, onProgress) => this.#run(request, signal, onProgress),
      discard: (request) => discardDownload(params.connection.cache, request),
      onFinish: (request) => inBackground(params.log, `Using ${request.id}`, () => this.#finish(request)),
      onChange: (what) => this.#onChange(what),
      onFailure: (doing, error) => params.log.error(doing, error),
    });
    inBackground(params.log, 'Reading the downloads of earlier windows', async () => {
      for (const left of await this.#stored.adopt()) this.#queue.restore(left, left);
    });
  }

  /** The latest first. */
  get list(): Download[] {
    return this.#queue.list;
  }

  find(key: string): Download | undefined {
    return this.#queue.find(key);
  }

  /** Downloads what a run of the model needs, and uses it then when that is asked for. */
  start(request: Omit<DownloadRequest, 'fresh'>): void {
    const fresh = !existsSync(join(this.#params.connection.cache, repoFolderName(request.id)));
    this.#queue.start({ ...request, fresh });
  }

  pause(key: string): void {
    this.#queue.pause(key);
  }

  resume(key: string): void {
    this.#queue.resume(key);
  }

  /** Stops a download and deletes what is there of it. */
  async cancel(key: string): Promise<void> {
    const id = this.find(key)?.id;
    await this.#queue.cancel(key);
    if (id !== undefined) this.#filesChanged.fire(id);
  }

  /** Deletes what downloads that are on no list have left of a model. */
  async discardLeftovers(id: string): Promise<void> {
    await discardDownload(this.#params.connection.cache, { id, fresh: false });
    this.#filesChanged.fire(id);
  }

  dismiss(key: string): void {
    this.#queue.dismiss(key);
  }

  /** Takes all that are finished off the list. */
  clear(): void {
    for (const { key, phase } of this.list) if (phase === 'done') this.#queue.dismiss(key);
  }

  dispose(): void {
    this.#queue.dispose();
    this.#keep();
    this.#line.set(false);
    this.#store.dispose();
  }

  async #run(request: DownloadRequest, signal: AbortSignal, onProgress: (p: Progress) => void): Promise<void> {
    const { connection, judge, models } = this.#params;
    const { id, revision } = request;
    const preferred = models.memory.weightsOf(hubName(id, revision));
    await downloadModel({
      client: connection.client,
      cache: connection.cache,
      id,
      revision,
      files: null,
      select: async (info) => neededFiles(info.files, chosenWeights(await judge.assess(info, signal), preferred)),
      signal,
      onProgress,
    });
  }

  async #finish({ id, revision, use }: DownloadRequest): Promise<void> {
    const { models } = this.#params;
    await models.memory.setOwnDownload(id, true);
    this.#filesChanged.fire(id);
    if (use) await models.choose(hubName(id, revision));
  }

  #onChange(what: 'list' | 'progress'): void {
    if (this.#store.disposed) return;
    if (what === 'progress') {
      this.#show.ask();
      this.#save.ask();
      return;
    }
    const { list } = this;
    void vscode.commands.executeCommand('setContext', 'modelLens.hasDownloads', list.length > 0);
    this.#line.set(list.some(isActive));
    this.#show.flush();
    this.#save.flush();
  }

  #keep(): void {
    const left = this.#queue.unfinished.map(({ request, shown: { bytes, totalBytes, error } }) => {
      return { ...request, bytes, totalBytes, error };
    });
    inBackground(this.#params.log, 'Keeping the list of downloads', () => this.#stored.save(left));
  }
}
