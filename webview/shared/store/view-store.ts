import { isCancelled, toErrorData, type ErrorData } from '../../../src/common/errors/lens-error';

/** What the stores of views have in common: whom they tell of changes, and the last thing that the host refused. */
export abstract class ViewStore {
  readonly #listeners = new Set<() => void>();
  #failure: ErrorData | null = null;

  /** Null when nothing was refused. */
  get failure(): ErrorData | null {
    return this.#failure;
  }

  /** Calls back after every change. Gives a function that lets go. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  forgetFailure(): void {
    this.#failure = null;
    this.changed();
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Waits for what was asked of the host, and keeps why it was refused; what was cancelled needs no word. */
  protected async attempt(request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      if (isCancelled(error)) return;
      this.#failure = toErrorData(error);
      this.changed();
    }
  }
}
