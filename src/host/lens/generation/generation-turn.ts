import { cancelled } from '../../../common/errors/lens-error';
import { CancellationSource, type CancellationSignal } from '../../../common/rpc/cancellation';
import type { OpenEngine } from '../run/engine-access';

/** Lets one text be generated at a time; the newest wins. */
export class GenerationTurn {
  #turn = 0;
  #running: { readonly source: CancellationSource; readonly engine: OpenEngine } | null = null;
  #noticed: Promise<unknown> = Promise.resolve();

  /** Stops what is at work, and what is about to begin. */
  stop(): void {
    this.#turn += 1;
    if (!this.#running) return;
    const { source, engine } = this.#running;
    source.abort();
    // Answered behind the cancellation: by a process that goes on, or by its end when it had to be killed.
    this.#noticed = Promise.allSettled([engine.request('memory', {})]);
  }

  /**
   * Stops what is at work, and resolves when its process has noticed: what is asked of that process now is not lost with it.
   * Gives a function that throws the LensError `cancelled` once something newer has begun or was stopped.
   */
  async begin(): Promise<() => void> {
    this.stop();
    const turn = this.#turn;
    await this.#noticed;
    return () => {
      if (turn !== this.#turn) throw cancelled();
    };
  }

  /** Does work that {@link stop} cancels. */
  async run(engine: OpenEngine, work: (signal: CancellationSignal) => Promise<void>): Promise<void> {
    const running = { source: new CancellationSource(), engine };
    this.#running = running;
    try {
      await work(running.source);
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }
}
