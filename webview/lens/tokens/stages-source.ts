import type { Stages } from '../../../src/common/contracts/tokens';
import type { LensStore } from '../store/lens-store';

/** The ladder draws every token; more than this is no longer a picture. */
const mostTokens = 400;

/** The stages of the row on show, fetched once it is looked at and again when run or row change. */
export class StagesSource {
  #key = '';
  #stages: Stages | null = null;

  constructor(private readonly onChange: () => void) {}

  /** Null while they are on the way. */
  get(store: LensStore): Stages | null {
    const runId = store.state?.run?.runId;
    if (runId === undefined) return null;
    const key = `${runId}/${store.row}`;
    if (key !== this.#key) {
      this.#key = key;
      void this.#load(store, runId, store.row, key);
    }
    return this.#stages;
  }

  async #load(store: LensStore, runId: number, row: number, key: string): Promise<void> {
    try {
      const stages = await store.host.request('stages', { target: 'model', runId, row });
      // A newer run or row may have been asked for meanwhile.
      if (key !== this.#key) return;
      this.#stages = bounded(stages);
      this.onChange();
    } catch (error) {
      if (key === this.#key) store.wishes.fail(error);
    }
  }
}

function bounded(stages: Stages): Stages {
  if (stages.tokens.length <= mostTokens) return stages;
  return { ...stages, tokens: stages.tokens.slice(0, mostTokens), clipped: true };
}
