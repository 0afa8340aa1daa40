/** What the weights of one row say in numbers. */
export interface RowFacts {
  /** Largest entropy that the row may have: log2 of how many tokens it sees, in bits. */
  readonly mostBits: number;
  /** Share of the three largest weights, 0 to 1. */
  readonly topThree: number;
}

/** Facts of a row of attention. `visible` is how many keys the query can see. */
export function rowFacts(weights: ArrayLike<number>, visible: number): RowFacts {
  const sorted = Float64Array.from(weights).sort().reverse();
  const sum = sorted.reduce((total, weight) => total + weight, 0);
  const top = sorted.slice(0, 3).reduce((total, weight) => total + weight, 0);
  return { mostBits: Math.log2(Math.max(1, visible)), topThree: sum > 0 ? top / sum : 0 };
}

/** The place of an entry when the weights are sorted, the largest first, from 1. */
export function rankOf(weights: ArrayLike<number>, entry: number): number {
  const own = weights[entry] ?? 0;
  let larger = 0;
  for (let index = 0; index < weights.length; index += 1) if ((weights[index] ?? 0) > own) larger += 1;
  return larger + 1;
}
