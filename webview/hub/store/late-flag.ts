/** How long nothing changes on screen while work goes on, in ms. */
export const patience = 300;

/** Says whether work has been going on for long enough to be shown. */
export class LateFlag {
  #callOff: (() => void) | null = null;
  #late = false;

  /** @param later calls back after the {@link patience}; gives a function that calls it off */
  constructor(
    private readonly later: (run: () => void) => () => void,
    private readonly onLate: () => void,
  ) {}

  get late(): boolean {
    return this.#late;
  }

  /** Tells whether work goes on. */
  set(busy: boolean): void {
    if (!busy) {
      this.#callOff?.();
      this.#callOff = null;
      this.#late = false;
    } else if (!this.#late) {
      this.#callOff ??= this.later(() => {
        this.#late = true;
        this.onLate();
      });
    }
  }
}
