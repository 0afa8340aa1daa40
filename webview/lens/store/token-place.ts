import type { LensState } from '../../../src/common/contracts/lens';
import type { Run } from '../../../src/common/contracts/run';
import type { Token, TokenPart } from '../../../src/common/contracts/tokens';

/** Which tokenizer's tokens: the model's own, or those of the second one beside it. */
export type Target = 'model' | 'comparison';

/** A token by its position: `index` counts within the part of the row. */
export interface TokenPlace {
  readonly target: Target;
  readonly row: number;
  readonly part: TokenPart;
  readonly index: number;
}

/** A place with the token that is there. */
export interface PlacedToken extends TokenPlace {
  readonly token: Token;
}

export function samePlace(a: TokenPlace | null, b: TokenPlace | null): boolean {
  if (a === null || b === null) return a === b;
  return a.target === b.target && a.row === b.row && a.part === b.part && a.index === b.index;
}

/** The run that a target shows; null while there is none. */
export function runOf(state: LensState | null, target: Target): Run | null {
  return (target === 'model' ? state?.run : state?.comparison?.run) ?? null;
}

/** How many tokens a part of a row has; padding belongs to the input. 0 for a row that is not there. */
export function partLength(run: Run | null, row: number, part: TokenPart): number {
  const found = run?.rows[row];
  if (!found) return 0;
  if (part === 'target') return found.target?.length ?? 0;
  return part === 'input' ? found.length + found.padding : found.cut;
}

/** True when two tokens of one row share characters: how the two tokenizers' strips are linked. */
export function sharesCharacters(a: Token, b: Token): boolean {
  if (a.sequence === null || a.sequence !== b.sequence) return false;
  if (a.start === null || a.end === null || b.start === null || b.end === null) return false;
  return a.start < b.end && b.start < a.end;
}

/** The UTF-16 range of a token in its text, as the host is told of it; null for one that stands for no text. */
export function rangeOf({ row, part, token: { sequence, start, end } }: PlacedToken) {
  // The decoder's tokens stand for another text, which no editor shows.
  if (part === 'target') return null;
  return sequence === null || start === null || end === null ? null : { row, sequence, start, end };
}
