const everyMs = 200;

/** Tells on standard error how far a file is: one line that changes on a terminal, a few lines elsewhere. */
export class ScoreProgress {
  readonly #terminal = process.stderr.isTTY;
  #toldAt = -Infinity;
  #tenth = 0;
  #shown = false;

  constructor(
    private readonly name: string,
    private readonly bytes: number,
  ) {}

  show(done: number): void {
    const share = this.bytes === 0 ? 1 : Math.min(1, done / this.bytes);
    const words = `Scoring ${this.name}: ${Math.floor(share * 100)} %`;
    const now = performance.now();
    if (this.#terminal && now - this.#toldAt >= everyMs) {
      this.#toldAt = now;
      this.#shown = true;
      process.stderr.write(`\r\u001b[K${words}`);
    }
    const tenth = Math.floor(share * 10);
    if (this.#terminal || tenth <= this.#tenth) return;
    this.#tenth = tenth;
    process.stderr.write(`${words}\n`);
  }

  /** Ends the line, so that what follows begins a new one. */
  end(): void {
    if (this.#shown) process.stderr.write('\n');
    this.#shown = false;
  }
}
