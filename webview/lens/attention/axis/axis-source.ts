import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { Axis, AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { AttentionStack, Sequence } from '../../../../src/common/contracts/internals/stacks';
import type { Run } from '../../../../src/common/contracts/run';
import type { StoreElement } from '../../store/store-element';
import { Kept } from '../../../shared/store/kept';
import { plainAxis, TokenAxis } from '../../internals/axis/token-axis';

/** The two sides of a matrix. */
export interface Axes {
  readonly queries: TokenAxis;
  readonly keys: TokenAxis;
}

/** The axes of a stack, the same objects as long as they mean the same and all their tokens are here. */
export class AxisSource {
  readonly #host: StoreElement;
  readonly #plain = { input: new Kept<Axis | null>(), target: new Kept<Axis | null>() };
  readonly #queries = new Kept<TokenAxis>();
  readonly #keys = new Kept<TokenAxis>();
  #late = 0;

  constructor(host: StoreElement) {
    this.#host = host;
  }

  /**
   * A token an entry is known at once; words as entries, and which tokens are special, from the engine's grid only, which
   * is asked for then. Null while they are not known.
   */
  get(
    run: Run,
    stack: AttentionStack,
    { mergeWords, leaveOutSpecial }: AxisOptions,
    grid: () => { readonly grid: Pick<AttentionGrid, 'queries' | 'keys'> | null },
  ): Axes | null {
    const plain = !mergeWords && !leaveOutSpecial;
    const known = plain ? null : grid().grid;
    const queries = plain ? this.#plainAxis(run, stack.queries) : known?.queries;
    const keys = plain ? this.#plainAxis(run, stack.keys) : known?.keys;
    if (!queries || !keys) return null;
    return { queries: this.#of(this.#queries, stack.queries, queries), keys: this.#of(this.#keys, stack.keys, keys) };
  }

  #plainAxis(run: Run, sequence: Sequence): Axis | null {
    const { row } = this.#host.store;
    return this.#plain[sequence].get([run.runId, row], () => plainAxis(run, row, sequence));
  }

  /** An axis whose missing tokens have come is made anew, so that pictures are painted again with them. */
  #of(kept: Kept<TokenAxis>, sequence: Sequence, axis: Axis): TokenAxis {
    const { store } = this.#host;
    const make = (): TokenAxis => new TokenAxis(store, store.row, sequence, axis);
    const found = kept.get([axis, sequence, store.row, this.#late], make);
    if (!found.outdated) return found;
    this.#late += 1;
    return kept.get([axis, sequence, store.row, this.#late], make);
  }
}
