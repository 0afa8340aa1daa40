import type { TemplateResult } from 'lit';
import type { Token } from '../../../src/common/contracts/tokens';
import type { LensStore } from '../store/lens-store';
import { runOf, type PlacedToken, type Target, type TokenPlace } from '../store/token-place';
import { drawChip } from './chip';
import { sameWord } from './chip-look';
import { stripItems, type StripItems } from './strip-items';
import { fitsWrapped, wordsOf } from './wrapping';

const noTokens = { length: 0, padding: 0, cut: 0 };

/** One row of the batch as chips: which token each chip stands for, in the store's present state. */
export class StripRow {
  readonly items: StripItems;
  /** Changes when the chips are other ones. */
  readonly key: string;

  constructor(
    private readonly store: LensStore,
    private readonly target: Target,
    private readonly row: number,
  ) {
    const { state } = store;
    const run = runOf(state, target);
    const tokenizer = target === 'model' ? state?.model?.tokenizer : state?.comparison?.tokenizer;
    this.items = stripItems(run?.rows[row] ?? noTokens, tokenizer?.truncationSide ?? 'right');
    this.key = `${run?.runId ?? ''}/${row}`;
  }

  /** The token of a chip; undefined outside the row and while it is on the way. */
  token(item: number): Token | undefined {
    return item < 0 || item >= this.items.count ? undefined : this.store.token(this.#place(item));
  }

  placed(item: number): PlacedToken | null {
    const token = this.token(item);
    return token ? { ...this.#place(item), token } : null;
  }

  /** Whether the next chip goes on with this one's word. */
  joinsNext(item: number): boolean {
    return sameWord(this.token(item), this.token(item + 1));
  }

  words(): number[][] {
    return wordsOf(this.items.count, (item) => this.token(item));
  }

  fitsWrapped(width: number): boolean {
    return fitsWrapped(this.items.count, (item) => this.token(item), width);
  }

  /** A chip; `cursor` is the chip of the keyboard. */
  draw(item: number, cursor: number): TemplateResult {
    const place = this.#place(item);
    return drawChip({
      item,
      count: this.items.count,
      place,
      before: this.token(item - 1),
      token: this.token(item),
      after: this.token(item + 1),
      marks: this.store.marksOf(place),
      cursor: item === cursor,
      measure: this.#measureOf(place),
    });
  }

  #measureOf({ part, index }: TokenPlace): number {
    const { measure } = this.store;
    const says = this.target === 'model' && part === 'input' && measure?.row === this.row;
    return says ? Math.min(1, measure.values[index] ?? NaN) : NaN;
  }

  #place(item: number): TokenPlace {
    return { target: this.target, row: this.row, ...this.items.at(item) };
  }
}
