/**
 * Work on the disk that goes on while steps are made, one after the other: flushing a checkpoint takes as long as a step or
 * two, and needs nothing of the processor. What fails is told to whoever asks next, and ends the rest.
 */
export class DiskQueue {
  #last: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | null = null;

  add(work: () => Promise<void>): void {
    this.#last = this.#last.then(async () => {
      if (this.#failure !== null) return;
      try {
        await work();
      } catch (error) {
        this.#failure = { error };
      }
    });
  }

  /** Throws what failed since it was asked for, without waiting. */
  check(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** Waits until nothing is left to do. Throws what failed. */
  async settle(): Promise<void> {
    await this.#last;
    this.check();
  }
}
