import type { Sequence } from '../../../../src/common/contracts/internals/stacks';
import { chooseToken, type ChosenToken } from '../../store/choose';
import type { LensStore } from '../../store/lens-store';
import type { TokenPair } from './questions';

/**
 * What is chosen in the view: tokens of the input by the Lens's one selection, those of the decoder's text here; and one
 * cell. It belongs to a run; another run begins without.
 */
export class AttentionSelection {
  readonly #store: LensStore;
  readonly #onChange: () => void;
  #runId = -1;
  #target: ChosenToken[] = [];
  #pair: TokenPair | null = null;

  constructor(store: LensStore, onChange: () => void) {
    this.#store = store;
    this.#onChange = onChange;
  }

  /** The chosen pair of tokens; null for none. */
  get pair(): TokenPair | null {
    return this.#isOurs ? this.#pair : null;
  }

  /** The chosen tokens of a sequence, in the order in which they were chosen. */
  tokens(sequence: Sequence): number[] {
    const { row } = this.#store;
    const chosen = sequence === 'input' ? this.#store.chosen : this.#isOurs ? this.#target : [];
    return chosen.filter((token) => token.row === row).map(({ index }) => index);
  }

  /** Chooses a token, or lets go of it. `add` keeps the others. */
  choose(sequence: Sequence, index: number, add: boolean): void {
    this.#begin();
    const token = { row: this.#store.row, index };
    if (sequence === 'input') this.#store.choose(token, add);
    else {
      this.#target = chooseToken(this.#target, token, add);
      this.#onChange();
    }
  }

  /** Chooses a pair, and its query with it unless that is chosen; the same pair again lets go of the pair. */
  choosePair(sequence: Sequence, pair: TokenPair, add: boolean): void {
    this.#begin();
    const same = this.#pair?.query === pair.query && this.#pair.key === pair.key;
    this.#pair = same ? null : pair;
    const isChosen = this.tokens(sequence).includes(pair.query);
    if (add || !isChosen) this.choose(sequence, pair.query, add);
    else this.#onChange();
  }

  /** Takes a pair and its query, whatever was chosen before. */
  takePair(sequence: Sequence, pair: TokenPair): void {
    this.#begin();
    this.#pair = pair;
    if (this.tokens(sequence).join() === String(pair.query)) this.#onChange();
    else this.choose(sequence, pair.query, false);
  }

  /** Lets go of the pair first, then of the tokens. */
  letGo(sequence: Sequence): void {
    if (this.pair) this.#pair = null;
    else if (sequence === 'input') this.#store.letGo();
    else this.#target = [];
    this.#onChange();
  }

  get #isOurs(): boolean {
    return this.#runId === this.#store.state?.run?.runId;
  }

  #begin(): void {
    if (this.#isOurs) return;
    this.#runId = this.#store.state?.run?.runId ?? -1;
    this.#target = [];
    this.#pair = null;
  }
}
