import type { Download } from '../../../common/contracts/hub/downloads-view';

/** A model that is to be downloaded. */
export interface DownloadRequest {
  readonly id: string;
  /** A branch, tag or commit; null for `main`. */
  readonly revision: string | null;
  /** Whether the model is used once it is here. */
  readonly use: boolean;
  /** The cache had nothing of the model before. */
  readonly fresh: boolean;
}

/** One download of the queue: what was asked for, what is shown of it, and the work under way. */
export class DownloadEntry {
  use: boolean;
  #shown: Download;
  #work: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    key: string,
    private readonly asked: DownloadRequest,
    start: Pick<Download, 'phase'> & Partial<Download>,
  ) {
    const { id, revision } = asked;
    this.use = asked.use;
    this.#shown = { key, id, revision, bytes: 0, totalBytes: null, speed: null, error: null, ...start };
  }

  get request(): DownloadRequest {
    return { ...this.asked, use: this.use };
  }

  get shown(): Download {
    return this.#shown;
  }

  /** True until the work has ended, also after it was told to stop. */
  get isAtWork(): boolean {
    return this.#work !== undefined;
  }

  /** Resolves when no work is under way. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  show(change: Partial<Download>): void {
    this.#shown = { ...this.#shown, ...change };
  }

  /** Waits for its turn. */
  wait(): void {
    const { phase } = this.#shown;
    if (phase === 'paused' || phase === 'failed') this.show({ phase: 'waiting', error: null });
  }

  /** Stops; what is there stays. */
  pause(): void {
    const { phase } = this.#shown;
    if (phase !== 'waiting' && phase !== 'running' && phase !== 'verifying') return;
    this.#work?.abort();
    this.show({ phase: 'paused', speed: null });
  }

  /** Takes its turn. `work` deals with its own failures. */
  begin(work: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    this.#work = controller;
    this.show({ phase: 'running', error: null });
    this.#ended = work(controller.signal).finally(() => (this.#work = undefined));
  }
}
