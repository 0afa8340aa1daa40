/** Does something once before the next frame is drawn, however often it is asked for until then. */
export class NextFrame {
  #frame = 0;

  constructor(private readonly run: () => void) {}

  ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.run();
    });
  }

  /** Calls off what was asked for. */
  callOff(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
