/** A token of the model's input. */
export interface ChosenToken {
  readonly row: number;
  readonly index: number;
}

/**
 * The chosen tokens after one more choice: a plain one replaces them and lets go of the only one chosen; with `add` the
 * token is added, or taken away when it was there.
 */
export function chooseToken(chosen: readonly ChosenToken[], token: ChosenToken, add: boolean): ChosenToken[] {
  const isToken = (other: ChosenToken) => other.row === token.row && other.index === token.index;
  const others = chosen.filter((other) => !isToken(other));
  const was = others.length < chosen.length;
  if (add) return was ? others : [...others, token];
  return was && others.length === 0 ? [] : [token];
}

/** The chosen tokens that still exist. `lengths`: how many tokens each row has. */
export function keepExisting(chosen: readonly ChosenToken[], lengths: readonly number[]): ChosenToken[] {
  return chosen.filter(({ row, index }) => index < (lengths[row] ?? 0));
}
