import type { Sequence } from '../../../../src/common/contracts/internals/stacks';
import { chooseToken, type ChosenToken } from '../../store/choose';
import type { LensStore } from '../../store/lens-store';

/** The chosen tokens: those of the text by the Lens's one selection, those that a decoder is given here, for one run. */
export class TokenChoice {
  readonly #store: () => LensStore;
  #runId = -1;
  #target: ChosenToken[] = [];

  constructor(store: () => LensStore) {
    this.#store = store;
  }

  /** Tokens of the row on show, in the order in which they were chosen. */
  tokens(sequence: Sequence): number[] {
    const store = this.#store();
    const target = this.#runId === store.state?.run?.runId ? this.#target : [];
    const chosen = sequence === 'input' ? store.chosen : target;
    return chosen.filter(({ row }) => row === store.row).map(({ index }) => index);
  }

  /** Chooses a token, or lets go of it. `add` keeps the others. */
  choose(sequence: Sequence, index: number, add: boolean): void {
    const store = this.#store();
    const token = { row: store.row, index };
    if (sequence === 'input') {
      store.choose(token, add);
      return;
    }
    const runId = store.state?.run?.runId ?? -1;
    this.#target = chooseToken(runId === this.#runId ? this.#target : [], token, add);
    this.#runId = runId;
    // Others have no part in it, but the tab is drawn from the store.
    store.update({});
  }

  letGo(): void {
    this.#target = [];
    this.#store().letGo();
  }
}
