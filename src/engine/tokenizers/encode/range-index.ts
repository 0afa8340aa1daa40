/**
 * Finds tokens by their span. Spans may overlap (the bytes of one character share one) and need not be in order, so the
 * search runs over the furthest end so far and the earliest start from here on, which are both in order.
 */
export class RangeIndex {
  readonly #furthestEnd: Int32Array;
  readonly #earliestStart: Int32Array;

  /**
   * @param positions what a find gives for the span of the same index
   * @param starts of the spans
   * @param ends of the spans, exclusive
   */
  constructor(
    private readonly positions: Int32Array,
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
  ) {
    let furthest = 0;
    this.#furthestEnd = ends.map((end) => (furthest = Math.max(furthest, end)));
    this.#earliestStart = starts.slice();
    for (let at = starts.length - 2; at >= 0; at -= 1) {
      this.#earliestStart[at] = Math.min(starts[at] ?? 0, this.#earliestStart[at + 1] ?? 0);
    }
  }

  /** Positions of spans that share a unit with `[start, end)`; an empty span counts where it lies inside. */
  touching(start: number, end: number, limit: number): number[] {
    return this.#collect(start, end, limit, (from, to) => from < end && (to > start || (from === to && from >= start)));
  }

  /** Positions of spans that hold the unit at `caret`; where there are none, of those that end there. */
  atCaret(caret: number, limit: number): number[] {
    const holding = this.#collect(caret, caret + 1, limit, (from, to) => from <= caret && to > caret);
    return holding.length > 0 ? holding : this.#collect(caret, caret + 1, limit, (_, to) => to === caret);
  }

  #collect(start: number, end: number, limit: number, matches: (from: number, to: number) => boolean): number[] {
    const found: number[] = [];
    for (let at = lowerBound(this.#furthestEnd, start); at < this.positions.length && found.length < limit; at += 1) {
      if ((this.#earliestStart[at] ?? 0) >= end) break;
      if (matches(this.starts[at] ?? 0, this.ends[at] ?? 0)) found.push(this.positions[at] ?? 0);
    }
    return found;
  }
}

/** The first index whose value is at least `value`, in values that never fall. */
function lowerBound(values: Int32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
