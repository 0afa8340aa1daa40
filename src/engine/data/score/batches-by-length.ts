/** Rows of a batch at most, and of a model that cannot tell padding one. */
export interface BatchLimits {
  readonly rows: number;
  /** Tokens, padding included. */
  readonly tokens: number;
}

/** Parts indices into batches of like length, the longest first, so that little is padding. */
export function batchesByLength(lengths: readonly number[], { rows, tokens }: BatchLimits): number[][] {
  const order = lengths.map((_, index) => index).sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  const batches: number[][] = [];
  for (let from = 0; from < order.length;) {
    const longest = Math.max(1, lengths[order[from] ?? 0] ?? 1);
    const count = Math.max(1, Math.min(rows, Math.floor(tokens / longest)));
    batches.push(order.slice(from, from + count));
    from += count;
  }
  return batches;
}
