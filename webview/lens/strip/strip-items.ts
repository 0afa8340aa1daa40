import type { RunRow } from '../../../src/common/contracts/run';
import type { TokenPart } from '../../../src/common/contracts/tokens';

/** A chip's place among the tokens of its row. */
export interface StripItem {
  readonly part: TokenPart;
  readonly index: number;
}

/** The chips of a row: what the model read, and what was cut on the side where it was cut. */
export interface StripItems {
  readonly count: number;
  at(item: number): StripItem;
  /** The chip of a token. */
  itemOf(place: StripItem): number;
}

/** `truncationSide`: left puts the cut tokens, which then stand for the beginning of the text, first. */
export function stripItems(
  { length, padding, cut }: Pick<RunRow, 'length' | 'padding' | 'cut'>,
  truncationSide: 'left' | 'right',
): StripItems {
  const input = length + padding;
  const inputStart = truncationSide === 'left' ? cut : 0;
  const cutStart = truncationSide === 'left' ? 0 : input;
  return {
    count: input + cut,
    at: (item) =>
      item >= inputStart && item < inputStart + input
        ? { part: 'input', index: item - inputStart }
        : { part: 'cut', index: item - cutStart },
    itemOf: ({ part, index }) => index + (part === 'input' ? inputStart : cutStart),
  };
}
