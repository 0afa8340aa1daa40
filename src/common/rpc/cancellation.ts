import { cancelled } from '../errors/lens-error';

/** Says whether work should stop. What `AbortSignal` is to Node and the DOM, for code that may use neither. */
export interface CancellationSignal {
  readonly aborted: boolean;
  /** Calls back once on cancellation, at once when it has happened already. Gives a function that lets go. */
  onAbort(listener: () => void): () => void;
  /** Throws the LensError `cancelled` when cancelled. */
  throwIfAborted(): void;
}

/** The side that cancels. */
export class CancellationSource implements CancellationSignal {
  #aborted = false;
  readonly #listeners = new Set<() => void>();

  get aborted(): boolean {
    return this.#aborted;
  }

  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  onAbort(listener: () => void): () => void {
    if (this.#aborted) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.#aborted) throw cancelled();
  }
}

/** A signal for work that nobody cancels. */
export const neverCancelled: CancellationSignal = new CancellationSource();
