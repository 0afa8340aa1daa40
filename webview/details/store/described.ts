import type { ModelDescription } from '../../../src/common/contracts/description';
import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import { isCancelled, toErrorData } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import type { DetailsHost } from './details-store';

/** What the model is made of, as far as the page has it. */
export type Described =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly value: ModelDescription }
  | { readonly phase: 'failed'; readonly message: string };

/** Asks what the model on show is made of, once it is looked at, and again for another one. */
export class Descriptions {
  #key: string | null = null;
  #described: Described = { phase: 'loading' };
  #work: CancellationSource | null = null;

  constructor(
    private readonly host: DetailsHost,
    private readonly onChange: () => void,
  ) {}

  /** Of the state on show; asked for when it is not known yet. */
  get(state: DetailsState): Described {
    const key = keyOf(state);
    if (key === null) return { phase: 'loading' };
    if (key !== this.#key) {
      this.#key = key;
      void this.#ask();
    }
    return this.#described;
  }

  /** Asks once more. */
  again(): void {
    void this.#ask();
    this.onChange();
  }

  async #ask(): Promise<void> {
    this.#work?.abort();
    const work = new CancellationSource();
    this.#work = work;
    this.#described = { phase: 'loading' };
    try {
      const value = await this.host.request('describe', {}, { signal: work });
      if (!work.aborted) this.#described = { phase: 'ready', value };
    } catch (error) {
      if (work.aborted || isCancelled(error)) return;
      const { message, help } = toErrorData(error);
      this.#described = { phase: 'failed', message: [message, help ?? ''].join(' ').trim() };
    }
    if (!work.aborted) this.onChange();
  }
}

/** Null while the files of the model are not known. */
function keyOf({ id, info }: DetailsState): string | null {
  if (info.phase === 'loading') return null;
  return info.phase === 'ready' ? `${id}@${info.value.commit}` : `${id}: ${info.message}`;
}
