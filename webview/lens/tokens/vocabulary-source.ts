import type { Vocabulary } from '../../../src/common/contracts/tokens';
import { isCancelled } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import type { LensStore } from '../store/lens-store';
import type { Target } from '../store/token-place';

/** How long typing rests before the vocabulary is searched. */
const rest = 150;

/** What the last search of a vocabulary found. A newer search replaces one that waits or runs. */
export class VocabularySource {
  #found: Vocabulary | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: CancellationSource | undefined;

  constructor(private readonly onChange: () => void) {}

  /** Null before anything was searched for. */
  get found(): Vocabulary | null {
    return this.#found;
  }

  /** Searches once typing rests; an empty query finds nothing at once. */
  search(store: LensStore, target: Target, query: string): void {
    this.stop();
    if (query === '') this.#take(null);
    else this.#timer = setTimeout(() => void this.#ask(store, target, query), rest);
  }

  /** Gives up the search that waits or runs. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  async #ask(store: LensStore, target: Target, query: string): Promise<void> {
    const signal = new CancellationSource();
    this.#running = signal;
    try {
      this.#take(await store.host.request('vocabulary', { target, query }, { signal }));
    } catch (error) {
      if (!isCancelled(error)) store.wishes.fail(error);
    }
  }

  #take(found: Vocabulary | null): void {
    this.#found = found;
    this.onChange();
  }
}
