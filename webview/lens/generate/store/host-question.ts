import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { lensHostContract } from '../../../../src/common/contracts/lens';
import { toErrorData, type ErrorData } from '../../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../../src/common/rpc/cancellation';
import type { ParamsOf, ResultOf } from '../../../../src/common/rpc/contract';
import type { GenerationStore } from './generation-store';

type Name = 'stepDetail' | 'stepReads';
type Params<Asked extends Name> = ParamsOf<typeof lensHostContract, Asked>;
type Result<Asked extends Name> = ResultOf<typeof lensHostContract, Asked>;

/** How a question about a step stands. */
export interface StepAnswer<Asked extends Name> {
  /** The newest answer with what it answers: until the one that was asked for is here, an earlier one. */
  readonly shown: { readonly params: Params<Asked>; readonly value: Result<Asked> } | null;
  readonly failure: ErrorData | null;
  /** True while what was asked for is on the way. */
  readonly waiting: boolean;
}

/** Most answers that are kept: steps that were looked at a moment ago are there at once. */
const mostKept = 64;

/** One question about a step, of an element that asks it while it draws. Of questions that follow each other the newest wins. */
export class StepQuestion<Asked extends Name> implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly store: GenerationStore };
  readonly #name: Asked;
  readonly #answers = new Map<string, Result<Asked>>();
  #key = '';
  #running: CancellationSource | null = null;
  #shown: StepAnswer<Asked>['shown'] = null;
  #failure: ErrorData | null = null;

  constructor(host: ReactiveControllerHost & { readonly store: GenerationStore }, name: Asked) {
    this.#host = host;
    this.#name = name;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop();
    this.#key = '';
  }

  /**
   * The answer as it stands. The element is drawn again when it changes.
   * @param about what the answer holds for beside the parameters: another text makes earlier answers those of nothing
   */
  ask(params: Params<Asked>, about: string): StepAnswer<Asked> {
    const key = `${about}/${JSON.stringify(params)}`;
    if (key !== this.#key) this.#turnTo(key, params);
    return { shown: this.#shown, failure: this.#failure, waiting: this.#running !== null };
  }

  /** Asks again what failed. */
  askAgain(): void {
    this.#key = '';
    this.#host.requestUpdate();
  }

  #turnTo(key: string, params: Params<Asked>): void {
    this.#stop();
    this.#key = key;
    this.#failure = null;
    const value = this.#answers.get(key);
    if (value === undefined) void this.#ask(key, params);
    else this.#shown = { params, value };
  }

  async #ask(key: string, params: Params<Asked>): Promise<void> {
    const signal = new CancellationSource();
    this.#running = signal;
    try {
      const value = await this.#host.store.host.request(this.#name, params, { signal });
      this.#keep(key, value);
      if (this.#running === signal) this.#shown = { params, value };
    } catch (error) {
      if (this.#running === signal) this.#failure = toErrorData(error);
    }
    if (this.#running !== signal) return;
    this.#running = null;
    this.#host.requestUpdate();
  }

  #keep(key: string, value: Result<Asked>): void {
    this.#answers.set(key, value);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > mostKept && oldest !== undefined) this.#answers.delete(oldest);
  }

  #stop(): void {
    const running = this.#running;
    this.#running = null;
    running?.abort();
  }
}
