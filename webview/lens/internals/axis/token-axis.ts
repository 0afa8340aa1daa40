import type { Axis } from '../../../../src/common/contracts/internals/run-row';
import type { Sequence } from '../../../../src/common/contracts/internals/stacks';
import type { Run } from '../../../../src/common/contracts/run';
import type { HeatmapAxis } from '../../../shared/heatmap/heatmap-data';
import type { LensStore } from '../../store/lens-store';
import type { PlacedToken, TokenPlace } from '../../store/token-place';
import { chipText } from '../../strip/chip-look';
import { entryCount, tokensOfEntry } from './axis-entries';

/** The entries of one side of attention with their tokens, which may still be on the way. */
export class TokenAxis implements HeatmapAxis {
  readonly mono = true;
  readonly count: number;
  /** The first token that was asked for in vain; null while all were here. */
  #awaited: number | null = null;

  constructor(
    private readonly store: LensStore,
    private readonly row: number,
    readonly sequence: Sequence,
    readonly axis: Axis,
  ) {
    this.count = entryCount(axis);
  }

  /** Whether a token that was asked for in vain is here now, so that what shows it has to be drawn anew. */
  get outdated(): boolean {
    return this.#awaited !== null && this.#token(this.#awaited) !== undefined;
  }

  /** `transform`; the pieces of a word together. */
  readonly label = (entry: number): string => {
    const [from, to] = tokensOfEntry(this.axis, entry);
    let text = '';
    for (let index = from; index < to; index += 1) text += this.#text(index);
    return text;
  };

  readonly dim = (entry: number): boolean => this.#token(tokensOfEntry(this.axis, entry)[0])?.special ?? false;

  /** A token's text by its place in the row. */
  readonly textOf = (token: number): string => this.#text(token);

  /** The id of an entry's token; null for several tokens, and while it is on the way. */
  idOf(entry: number): number | null {
    const [from, to] = tokensOfEntry(this.axis, entry);
    return to - from === 1 ? (this.#token(from)?.id ?? null) : null;
  }

  /** The first token of an entry with its place; null while it is on the way. */
  placed(entry: number): PlacedToken | null {
    const [index] = tokensOfEntry(this.axis, entry);
    const token = this.#token(index);
    return token ? { ...this.#place(index), token } : null;
  }

  #text(index: number): string {
    const token = this.#token(index);
    if (token === undefined) this.#awaited ??= index;
    return token ? chipText(token) : '…';
  }

  #token(index: number) {
    return this.store.token(this.#place(index));
  }

  #place(index: number): TokenPlace {
    return { target: 'model', row: this.row, part: this.sequence, index };
  }
}

/** The axis of a row as it is: a token an entry, padding left out. */
export function plainAxis(run: Run, row: number, sequence: Sequence): Axis | null {
  const found = run.rows[row];
  if (!found) return null;
  const length = sequence === 'target' ? (found.target?.length ?? 0) : found.length;
  const first = sequence === 'input' && run.paddingSide === 'left' ? found.padding : 0;
  return Int32Array.from({ length: length * 2 }, (_, index) => first + ((index + 1) >> 1));
}
