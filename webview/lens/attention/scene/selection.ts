import type { Sequence } from '../../../../src/common/contracts/internals/stacks';
import { chooseToken, keepExisting, type ChosenToken } from '../../store/choose';
import type { StoreElement } from '../../store/store-element';
import type { TokenPair } from './questions';

/**
 * What is chosen in the view: tokens of the input by the Lens's one selection, those of the decoder's text here; and one
 * cell. Tokens stay chosen where another run has them; a cell belongs to its run.
 */
export class AttentionSelection {
  readonly #host: StoreElement;
  #runId = -1;
  #target: ChosenToken[] = [];
  #pair: TokenPair | null = null;

  constructor(host: StoreElement) {
    this.#host = host;
  }

  /** The chosen pair of tokens; null for none. */
  get pair(): TokenPair | null {
    return this.#isOurs ? this.#pair : null;
  }

  /** The chosen tokens of a sequence, in the order in which they were chosen. */
  tokens(sequence: Sequence): number[] {
    const { row, state, chosen } = this.#host.store;
    if (sequence === 'input') return chosen.filter((token) => token.row === row).map(({ index }) => index);
    const lengths = state?.run?.rows.map(({ target }) => target?.length ?? 0) ?? [];
    return keepExisting(this.#target, lengths)
      .filter((token) => token.row === row)
      .map(({ index }) => index);
  }

  /** Chooses a token, or lets go of it. `add` keeps the others. */
  choose(sequence: Sequence, index: number, add: boolean): void {
    this.#begin();
    const token = { row: this.#host.store.row, index };
    if (sequence === 'input') this.#host.store.choose(token, add);
    else {
      this.#target = chooseToken(this.#target, token, add);
      this.#host.requestUpdate();
    }
  }

  /** Chooses a pair, and its query with it unless that is chosen; the same pair again lets go of the pair. */
  choosePair(sequence: Sequence, pair: TokenPair, add: boolean): void {
    this.#begin();
    const same = this.#pair?.query === pair.query && this.#pair.key === pair.key;
    this.#pair = same ? null : pair;
    const isChosen = this.tokens(sequence).includes(pair.query);
    if (add || !isChosen) this.choose(sequence, pair.query, add);
    else this.#host.requestUpdate();
  }

  /** Takes a pair and its query, whatever was chosen before. */
  takePair(sequence: Sequence, pair: TokenPair): void {
    this.#begin();
    this.#pair = pair;
    if (this.tokens(sequence).join() === String(pair.query)) this.#host.requestUpdate();
    else this.choose(sequence, pair.query, false);
  }

  /** Lets go of the pair first, then of the tokens. */
  letGo(sequence: Sequence): void {
    if (this.pair) this.#pair = null;
    else if (sequence === 'input') this.#host.store.letGo();
    else this.#target = [];
    this.#host.requestUpdate();
  }

  get #isOurs(): boolean {
    return this.#runId === this.#host.store.state?.run?.runId;
  }

  #begin(): void {
    if (this.#isOurs) return;
    this.#runId = this.#host.store.state?.run?.runId ?? -1;
    this.#pair = null;
  }
}
