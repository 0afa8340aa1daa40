import type { Engine } from './engine';

/** How long nobody must have asked for anything before the process is busy with itself. */
const idleMs = 400;

/**
 * Makes the model ready for many runs while nothing else is asked of it: the first answer comes sooner without, and by
 * the next selection it is done.
 */
export class PrepareWhenIdle {
  readonly #engine: Engine;
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Says that a run has ended. */
  touch(): void {
    clearTimeout(this.#timer);
    if (!this.#engine.loaded) return;
    this.#timer = setTimeout(() => void this.#engine.turns.inOrder(() => this.#engine.prepareLastUsed()), idleMs);
    this.#timer.unref();
  }
}
