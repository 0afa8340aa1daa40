import type { EncodeOptions } from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';

export type TruncationStrategy = EncodeOptions['truncation'];
export type Side = 'left' | 'right';

/**
 * How many tokens of the text and the pair stay, so that together they are at most `room`; `truncate_encodings` of the
 * library (utils/truncation.rs) says how. `second` is null where there is no pair.
 * @throws LensError `usage` where the strategy's sequence is too short to give way, or is not there
 */
export function keptLengths(
  first: number,
  second: number | null,
  room: number,
  strategy: TruncationStrategy,
): [first: number, second: number] {
  const excess = first + (second ?? 0) - room;
  if (excess <= 0) return [first, second ?? 0];
  if (room === 0) return [0, 0];
  switch (strategy) {
    case 'only_first':
      return [shortened(first, excess, 'text'), second ?? 0];
    case 'only_second':
      if (second === null) {
        throw new LensError(
          'usage',
          'Only the pair may be cut, and there is no pair.',
          'Choose another truncation strategy.',
        );
      }
      return [first, shortened(second, excess, 'pair')];
    case 'longest_first':
      return second === null ? [room, 0] : longestFirst(first, second, room);
  }
}

function shortened(length: number, excess: number, what: string): number {
  if (length > excess) return length - excess;
  throw new LensError(
    'usage',
    `The ${what} has ${length} tokens, and ${excess} would have to go for the maximum length.`,
    'Raise the maximum length, or choose the strategy longest_first.',
  );
}

/** The longer one gives way first; where that is not enough both get half, the longer one the odd token. */
function longestFirst(first: number, second: number, room: number): [number, number] {
  let shorter = Math.min(first, second);
  let longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
  if (shorter + longer > room) {
    shorter = Math.floor(room / 2);
    longer = shorter + (room % 2);
  }
  return first > second ? [longer, shorter] : [shorter, longer];
}

/** A range of a sequence's tokens. */
export type Window = readonly [from: number, to: number];

/**
 * The part of a sequence that stays, then the parts that are cut off, each sharing `stride` tokens with the one before;
 * `Encoding::truncate` of the library. With nothing kept, the whole sequence is the one part that is cut off.
 * @throws LensError `usage` for a stride that leaves a window no new token (the library would end the process)
 */
export function windowsOf(length: number, keep: number, stride: number, side: Side): readonly Window[] {
  if (keep >= length) return [[0, length]];
  if (keep === 0) return [[0, 0], [0, length]]; // prettier-ignore
  if (stride >= keep) {
    throw new LensError(
      'usage',
      `A stride of ${stride} leaves no new tokens for the next window: only ${keep} tokens of the text fit into each.`,
      'Lower the stride or raise the maximum length.',
    );
  }
  const count = Math.ceil((length - keep) / (keep - stride)) + 1;
  return Array.from({ length: count }, (_, index): Window => {
    const passed = index * (keep - stride);
    return side === 'right'
      ? [passed, Math.min(passed + keep, length)]
      : [Math.max(0, length - passed - keep), length - passed];
  });
}
