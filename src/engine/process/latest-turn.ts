import { setImmediate } from 'node:timers/promises';
import { cancelled } from '../../common/errors/lens-error';

interface Waiting {
  readonly start: () => void;
  readonly drop: () => void;
}

/**
 * Work one at a time. Of the work that may be replaced only the newest waits: what came before is dropped with the
 * error `cancelled`. Other work keeps its place.
 */
export class LatestTurn {
  #busy = false;
  #replaceable: Waiting | undefined;
  readonly #queue: Waiting[] = [];

  /** Runs the work when its turn comes, unless newer work of this kind is asked for before. */
  async latest<Value>(work: () => Promise<Value>): Promise<Value> {
    await new Promise<void>((start, reject) => {
      this.#replaceable?.drop();
      this.#replaceable = { start, drop: () => reject(cancelled()) };
      void this.#next();
    });
    return this.#work(work);
  }

  /** Runs the work when its turn comes. */
  async inOrder<Value>(work: () => Promise<Value>): Promise<Value> {
    await new Promise<void>((start, reject) => {
      this.#queue.push({ start, drop: () => reject(cancelled()) });
      void this.#next();
    });
    return this.#work(work);
  }

  /** Lets each work that waits have its turn, in the midst of work that has it now and goes on behind them. */
  async giveWay(): Promise<void> {
    if (this.#replaceable === undefined && this.#queue.length === 0) return;
    const again = new Promise<void>((start) => this.#queue.push({ start, drop: start }));
    this.#busy = false;
    void this.#next();
    await again;
  }

  async #work<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } finally {
      this.#busy = false;
      void this.#next();
    }
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    // Requests that arrived while the last work held the thread are read first: the newest of them may win.
    await setImmediate();
    const next = this.#replaceable ?? this.#queue.shift();
    if (next === this.#replaceable) this.#replaceable = undefined;
    if (next) next.start();
    else this.#busy = false;
  }
}
