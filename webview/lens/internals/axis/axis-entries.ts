import type { Axis } from '../../../../src/common/contracts/internals/run-row';

/** How many rows or columns an axis has. */
export function entryCount(axis: Axis): number {
  return axis.length / 2;
}

/** The tokens that an entry stands for, as indices into the row's tokens: the first and the one behind the last. */
export function tokensOfEntry(axis: Axis, entry: number): readonly [number, number] {
  return [axis[entry * 2] ?? 0, axis[entry * 2 + 1] ?? 0];
}

/** The entry that a token belongs to; -1 when it is left out. Entries rise, so it is found by halving. */
export function entryOfToken(axis: Axis, token: number): number {
  let low = 0;
  let high = entryCount(axis) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = tokensOfEntry(axis, middle);
    if (token < from) high = middle - 1;
    else if (token >= to) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The entries of some tokens, each once, in order. */
export function entriesOfTokens(axis: Axis, tokens: readonly number[]): number[] {
  const entries = new Set(tokens.map((token) => entryOfToken(axis, token)));
  entries.delete(-1);
  return [...entries].sort((a, b) => a - b);
}
