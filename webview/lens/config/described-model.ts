import type { LensModel } from '../../../src/common/contracts/lens';
import type { ModelDescription } from '../../../src/common/contracts/description';
import { toErrorData, isCancelled, type ErrorData } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import type { LensHost } from '../store/lens-host';

/** What the model in use is made of: asked for once it is looked at, and again for another model. */
export class DescribedModel {
  #key = '';
  #description: ModelDescription | null = null;
  #failure: ErrorData | null = null;
  #work: CancellationSource | null = null;

  constructor(private readonly onChange: () => void) {}

  /** Null while it is on its way. */
  get description(): ModelDescription | null {
    return this.#description;
  }

  /** Why there is none. */
  get failure(): ErrorData | null {
    return this.#failure;
  }

  /** Asks for the model, unless it was asked for. */
  use(host: LensHost, model: LensModel): void {
    const key = keyOf(model);
    if (key === this.#key) return;
    this.#key = key;
    void this.#ask(host);
  }

  /** Asks once more. */
  again(host: LensHost): void {
    void this.#ask(host);
  }

  async #ask(host: LensHost): Promise<void> {
    this.#work?.abort();
    const work = new CancellationSource();
    this.#work = work;
    this.#description = null;
    this.#failure = null;
    try {
      const description = await host.request('describe', {}, { signal: work });
      if (!work.aborted) this.#description = description;
    } catch (error) {
      if (!work.aborted && !isCancelled(error)) this.#failure = toErrorData(error);
    }
    if (!work.aborted) this.onChange();
  }
}

/** The model with its weights; its facts come once it is open. */
function keyOf({ id, origin, info, tokenizer }: LensModel): string {
  return JSON.stringify([id, origin, info?.weightFiles ?? null, tokenizer?.files ?? null]);
}
