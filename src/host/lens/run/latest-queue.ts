import { CancellationSource, type CancellationSignal } from '../../../common/rpc/cancellation';

type Job = (signal: CancellationSignal) => Promise<void>;

/**
 * Runs one job at a time. Of those that wait only the newest is kept: what a person selected on the way to their
 * selection is never read. Jobs deal with their own failures.
 */
export class LatestQueue {
  #running: CancellationSource | undefined;
  #waiting: Job | undefined;
  #idle: Promise<void> = Promise.resolve();

  /** True while a job is at work. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Runs the job now, or after the one at work unless a newer one comes meanwhile. */
  submit(job: Job): void {
    this.#waiting = job;
    if (!this.#running) this.#idle = this.#work();
  }

  /** Cancels the job at work and drops the waiting one. */
  cancel(): void {
    this.#waiting = undefined;
    this.#running?.abort();
  }

  /** Resolves when nothing is at work and nothing waits. */
  async whenIdle(): Promise<void> {
    await this.#idle;
  }

  async #work(): Promise<void> {
    while (this.#waiting) {
      const job = this.#waiting;
      this.#waiting = undefined;
      const source = new CancellationSource();
      this.#running = source;
      try {
        await job(source);
      } finally {
        this.#running = undefined;
      }
    }
  }
}
