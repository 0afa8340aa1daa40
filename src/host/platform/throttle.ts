/** Runs something at once when it is asked for, and then at most once in `ms`, with what was asked meanwhile. */
export class Throttle {
  #timer: NodeJS.Timeout | undefined;
  #asked = false;

  constructor(
    private readonly ms: number,
    private readonly run: () => void,
  ) {}

  /** Asks for a run. */
  ask(): void {
    if (this.#timer) this.#asked = true;
    else this.#runNow();
  }

  /** Runs now, whatever was asked. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#runNow();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asked = false;
  }

  #runNow(): void {
    this.#asked = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#asked) this.#runNow();
    }, this.ms);
    this.#timer.unref();
    this.run();
  }
}
