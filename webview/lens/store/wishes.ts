import type { LensAction } from '../../../src/common/contracts/lens';
import { isCancelled, toErrorData, type ErrorData } from '../../../src/common/errors/lens-error';
import type { LensHost } from './lens-host';
import { rangeOf, type PlacedToken } from './token-place';

/** What the person wants the extension to do, and why the last wish was refused. */
export class Wishes {
  #failure: ErrorData | null = null;

  constructor(
    private readonly host: LensHost,
    private readonly onChange: () => void,
  ) {}

  /** The last thing that the host refused; null when nothing did. */
  get failure(): ErrorData | null {
    return this.#failure;
  }

  /** Asks for what a button says; a refusal is shown as a line. */
  async perform(action: LensAction): Promise<void> {
    await this.#attempt(this.host.request('perform', { action }));
  }

  /** Selects the characters of a token in the editor; nothing for one that stands for no text. */
  async reveal(placed: PlacedToken): Promise<void> {
    const range = rangeOf(placed);
    if (range) await this.#attempt(this.host.request('reveal', range));
  }

  /** Shows why something did not work; a cancelled wish needs no word. */
  fail(error: unknown): void {
    if (isCancelled(error)) return;
    this.#failure = toErrorData(error);
    this.onChange();
  }

  forgetFailure(): void {
    this.#failure = null;
    this.onChange();
  }

  async #attempt(request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      this.fail(error);
    }
  }
}
