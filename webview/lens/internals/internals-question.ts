import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { lensHostContract } from '../../../src/common/contracts/lens';
import type { InternalsRequest } from '../../../src/common/contracts/internals';
import type { WordRequest } from '../../../src/common/contracts/words';
import { toErrorData, type ErrorData } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import type { ParamsOf, ResultOf } from '../../../src/common/rpc/contract';
import { later } from '../../shared/store/later';
import type { LensStore } from '../store/lens-store';
import { AnswerCache } from './answer-cache';

/** What is asked about a row of a run. */
type Asked = InternalsRequest | WordRequest;
export type InternalsParams<Name extends Asked> = ParamsOf<typeof lensHostContract, Name>;
export type InternalsResult<Name extends Asked> = ResultOf<typeof lensHostContract, Name>;

/** How a question about the inside of the model stands. */
export interface Answer<Name extends Asked> {
  /** What was asked, once it is answered; the same object as long as the question is the same. */
  readonly value: InternalsResult<Name> | null;
  /**
   * The newest answer about the same row of the same run with what it answers: the value, or until that is here an earlier
   * one, so that a picture can stay (with its own name) until the next can be drawn.
   */
  readonly shown: { readonly params: InternalsParams<Name>; readonly value: InternalsResult<Name> } | null;
  readonly failure: ErrorData | null;
  /** True while it is on the way. */
  readonly waiting: boolean;
  /** What the engine is at, once it takes longer than 300 ms; null before. */
  readonly progress: string | null;
}

interface Host extends ReactiveControllerHost {
  readonly store: LensStore;
}

/** How long nothing is said of work that goes on, in ms. */
const patience = 300;
const caches = new WeakMap<LensStore, AnswerCache>();

/**
 * One question about the inside of the model, of an element that asks it while it draws. Answers are kept; of questions
 * that follow each other the newest wins. Nothing new is asked about a result that is stale or being replaced.
 */
export class InternalsQuestion<Name extends Asked> implements ReactiveController {
  readonly #host: Host;
  readonly #name: Name;
  #key = '';
  #running: CancellationSource | null = null;
  #callOff: (() => void) | null = null;
  #shown: Answer<Name>['shown'] = null;
  #failure: { readonly key: string; readonly error: ErrorData } | null = null;
  #message = '';
  #late = false;

  constructor(host: Host, name: Name) {
    this.#host = host;
    this.#name = name;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** The answer as it stands; null asks nothing. The element is drawn again when it changes. */
  ask(params: InternalsParams<Name> | null): Answer<Name> {
    if (!params) {
      this.#stop();
      return { value: null, shown: null, failure: null, waiting: false, progress: null };
    }
    // The engine is busy with the next result, which is what is wanted now.
    if (this.#running && this.#host.store.state?.phase === 'running') this.#stop();
    const key = this.#keyOf(params);
    if (!isAbout(this.#shown?.params, params)) this.#shown = null;
    const known = this.#cache.get(key) as InternalsResult<Name> | undefined;
    if (known !== undefined) this.#take(key, params, known);
    else if (key !== this.#key && this.#failure?.key !== key) this.#start(key, params);
    return {
      value: known ?? null,
      shown: this.#shown,
      failure: this.#failure?.key === key ? this.#failure.error : null,
      waiting: this.#running !== null,
      progress: this.#late ? this.#message : null,
    };
  }

  /** An answer that was given before; null where there is none. Asks nothing. */
  known(params: InternalsParams<Name>): InternalsResult<Name> | null {
    return (this.#cache.get(this.#keyOf(params)) as InternalsResult<Name> | undefined) ?? null;
  }

  /** Asks again what failed. */
  askAgain(): void {
    this.#failure = null;
    this.#host.requestUpdate();
  }

  #keyOf(params: InternalsParams<Name>): string {
    return `${this.#name}${JSON.stringify(params)}`;
  }

  get #cache(): AnswerCache {
    const { store } = this.#host;
    const cache = caches.get(store) ?? new AnswerCache();
    caches.set(store, cache);
    return cache;
  }

  #take(key: string, params: InternalsParams<Name>, value: InternalsResult<Name>): void {
    if (this.#key !== key) this.#stop();
    if (this.#shown?.value !== value) this.#shown = { params, value };
  }

  #start(key: string, params: InternalsParams<Name>): void {
    this.#stop();
    const phase = this.#host.store.state?.phase;
    if (phase !== 'ready') return;
    this.#key = key;
    const signal = new CancellationSource();
    this.#running = signal;
    this.#callOff = later(patience, () => {
      this.#late = true;
      this.#host.requestUpdate();
    });
    void this.#ask(key, params, signal);
  }

  async #ask(key: string, params: InternalsParams<Name>, signal: CancellationSource): Promise<void> {
    try {
      const onProgress = (progress: unknown) => this.#tell(progress);
      const value = await this.#host.store.host.request(this.#name, params, { signal, onProgress });
      this.#cache.set(key, value);
    } catch (error) {
      // What the other side cancels is a failure like any other: asking again by itself might never end.
      if (!signal.aborted) this.#failure = { key, error: toErrorData(error) };
    }
    if (this.#running !== signal) return;
    this.#stop();
    this.#host.requestUpdate();
  }

  #tell(progress: unknown): void {
    if (typeof progress !== 'object' || progress === null || !('message' in progress)) return;
    this.#message = String(progress.message);
    if (this.#late) this.#host.requestUpdate();
  }

  #stop(): void {
    const running = this.#running;
    this.#running = null;
    this.#callOff?.();
    this.#callOff = null;
    this.#key = '';
    this.#late = false;
    this.#message = '';
    running?.abort();
  }
}

function isAbout(shown: unknown, params: unknown): boolean {
  const row = (of: unknown) => (typeof of === 'object' && of !== null ? (of as { runId?: number; row?: number }) : {});
  return row(shown).runId === row(params).runId && row(shown).row === row(params).row;
}
