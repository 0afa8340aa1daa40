import type { Download } from '../../../common/contracts/hub/downloads-view';
import { isCancelled, toErrorData } from '../../../common/errors/lens-error';
import { hubName } from '../../models/hub-id';
import { DownloadEntry, type DownloadRequest } from './download-entry';

/** What came on the way: see `DownloadProgress` of the downloader. */
export interface Progress {
  readonly phase: 'running' | 'verifying';
  readonly bytes: number;
  readonly totalBytes: number;
  readonly speed: number | null;
}

export interface DownloadQueueParams {
  /** Downloads a model. Aborting keeps what is there for a resume. */
  readonly run: (
    request: DownloadRequest,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ) => Promise<void>;
  /** Deletes what is there of a download that was cancelled. */
  readonly discard: (request: DownloadRequest) => Promise<void>;
  /** A model is here. */
  readonly onFinish: (request: DownloadRequest) => void;
  /** The list has changed; `progress` alone happens often. */
  readonly onChange: (what: 'list' | 'progress') => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

const atOnce = 2;

/** Downloads in the order in which they were asked for, two at a time. */
export class DownloadQueue {
  readonly #params: DownloadQueueParams;
  /** In the order in which they were asked for. */
  readonly #entries = new Map<string, DownloadEntry>();

  constructor(params: DownloadQueueParams) {
    this.#params = params;
  }

  /** The latest first. */
  get list(): Download[] {
    return [...this.#entries.values()].map(({ shown }) => shown).reverse();
  }

  /** Downloads that are not finished, with what was asked for. */
  get unfinished(): DownloadEntry[] {
    return [...this.#entries.values()].filter(({ shown }) => shown.phase !== 'done');
  }

  find(key: string): Download | undefined {
    return this.#entries.get(key)?.shown;
  }

  /** Downloads a model, or goes on with it where it was paused or has failed. */
  start(request: DownloadRequest): void {
    const known = this.#entries.get(keyOf(request));
    if (known && known.shown.phase !== 'done') {
      known.use ||= request.use;
      this.resume(known.shown.key);
      return;
    }
    this.#entries.delete(keyOf(request));
    this.#add(new DownloadEntry(keyOf(request), request, { phase: 'waiting' }));
    this.#changed();
  }

  /** Takes over what an earlier window left: paused, until a person resumes it. */
  restore(request: DownloadRequest, left: Pick<Download, 'bytes' | 'totalBytes' | 'error'>): void {
    const key = keyOf(request);
    if (this.#entries.has(key)) return;
    this.#add(new DownloadEntry(key, request, { phase: 'paused', ...left }));
    this.#changed();
  }

  pause(key: string): void {
    this.#entries.get(key)?.pause();
    this.#changed();
  }

  resume(key: string): void {
    this.#entries.get(key)?.wait();
    this.#changed();
  }

  /** Stops a download and deletes what is there of it. */
  async cancel(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (!entry || entry.shown.phase === 'done') return;
    entry.pause();
    this.#entries.delete(key);
    this.#changed();
    await entry.ended;
    // It may have been asked for again meanwhile.
    if (!this.#entries.has(key)) await this.#params.discard(entry.request);
  }

  /** Takes a download that is not at work off the list. */
  dismiss(key: string): void {
    const phase = this.#entries.get(key)?.shown.phase;
    if (phase === 'done' || phase === 'failed') this.#entries.delete(key);
    this.#changed();
  }

  /** Stops everything; what is there stays for a resume. */
  dispose(): void {
    for (const entry of this.#entries.values()) entry.pause();
  }

  #add(entry: DownloadEntry): void {
    this.#entries.set(entry.shown.key, entry);
  }

  #changed(): void {
    this.#startMore();
    this.#params.onChange('list');
  }

  #startMore(): void {
    const entries = [...this.#entries.values()];
    let free = atOnce - entries.filter(({ isAtWork }) => isAtWork).length;
    for (const entry of entries) {
      if (free <= 0) return;
      // One that was paused and resumed at once waits until it has let go of its files.
      if (entry.shown.phase !== 'waiting' || entry.isAtWork) continue;
      free -= 1;
      entry.begin((signal) => this.#run(entry, signal));
    }
  }

  async #run(entry: DownloadEntry, signal: AbortSignal): Promise<void> {
    const onProgress = (progress: Progress): void => {
      if (signal.aborted) return;
      entry.show(progress);
      this.#params.onChange('progress');
    };
    try {
      await this.#params.run(entry.request, signal, onProgress);
      if (!signal.aborted) this.#finish(entry);
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) this.#fail(entry, error);
    }
    // The entry lets go of its turn once this has ended.
    void entry.ended.then(() => this.#changed());
  }

  #finish(entry: DownloadEntry): void {
    const { bytes, totalBytes } = entry.shown;
    entry.show({ phase: 'done', bytes: totalBytes ?? bytes, speed: null, error: null });
    this.#params.onFinish(entry.request);
  }

  /** A lost network pauses a download: it goes on where it was. */
  #fail(entry: DownloadEntry, error: unknown): void {
    this.#params.onFailure(`Downloading ${entry.shown.id}`, error);
    const { code, message, help } = toErrorData(error);
    const words = help === undefined ? message : `${message} ${help}`;
    entry.show({ phase: code === 'offline' ? 'paused' : 'failed', speed: null, error: words });
  }
}

/** The key of a download: the model's name with its revision. */
export function keyOf({ id, revision }: Pick<DownloadRequest, 'id' | 'revision'>): string {
  return hubName(id, revision) === id ? `${id}@main` : hubName(id, revision);
}
