/** A line of the table: our figure, and its ratio to each rival with the ratio that must not be exceeded. */
export interface Row {
  readonly what: string;
  /** Our own figure with its unit. */
  readonly ours: string;
  readonly ratios: readonly Ratio[];
}

export interface Ratio {
  /** What ours is divided by, such as "Python" or "the file". */
  readonly to: string;
  readonly ratio: number;
  /** Null where there is no target. */
  readonly atMost: number | null;
}

/** True when every ratio is within its bound; NaN is not. */
export function holds(row: Row): boolean {
  return row.ratios.every(({ ratio, atMost }) => atMost === null || ratio <= atMost);
}
