import { LensError } from '../../../common/errors/lens-error';
import type { PostProcessing } from '../info/post-processing';
import { assemble, cutTokens, type PartWindow } from './assemble';
import { frameOf, type Frame } from './frame';
import type { SourceColumns } from './source-columns';
import type { TokenColumns } from './token-columns';
import { keptLengths, windowsOf, type Side, type TruncationStrategy, type Window } from './truncation';

/** Tokens of all overflowing parts of a text together; the parts of a long text and a long pair multiply. */
const maxOverflowTokens = 8_000_000;

/** How to cut; `maxLength` null cuts nothing. */
export interface CutOptions {
  readonly maxLength: number | null;
  readonly strategy: TruncationStrategy;
  readonly side: Side;
  readonly stride: number;
}

/** One text, or text and pair, cut to a length: what stays, what fell off, and the overflowing parts. */
export class EncodedText {
  /** What stays, special tokens included. */
  readonly main: TokenColumns;
  /** What fell off, without overlap, in text order. */
  readonly cut: TokenColumns;
  readonly #frame: Frame;
  readonly #windows: readonly [readonly Window[], readonly Window[]];
  #overflow: readonly TokenColumns[] | undefined;

  /**
   * Cuts an encoding as Python's library does; the native `setTruncation` is wrong in this release.
   * @throws LensError `usage` where the options cannot be met
   */
  constructor(
    private readonly source: SourceColumns,
    hasPair: boolean,
    options: CutOptions,
    private readonly processing: PostProcessing,
  ) {
    this.#frame = frameOf(source);
    this.#windows = windowsFor(this.#frame, hasPair, options);
    this.main = this.#part(0, 0);
    this.cut = cutTokens(source, this.#frame, [firstOf(this.#windows[0]), firstOf(this.#windows[1])]);
  }

  /**
   * The parts that overflow, as Python's `overflowing` lists them: each cut part of the text with every part of the pair,
   * then the kept text with each cut part of the pair.
   * @throws LensError `too-big` where they would be more than memory should hold
   */
  get overflow(): readonly TokenColumns[] {
    return (this.#overflow ??= this.#makeOverflow());
  }

  #makeOverflow(): TokenColumns[] {
    const [first, second] = this.#windows;
    const parts = first.length * second.length;
    if (parts * Math.max(1, this.main.length) > maxOverflowTokens) {
      throw new LensError(
        'too-big',
        `The text falls into ${parts} windows, too many to show.`,
        'Raise the maximum length or select a shorter text.',
      );
    }
    const made: TokenColumns[] = [];
    for (let one = 1; one < first.length; one += 1) {
      for (let two = 0; two < second.length; two += 1) made.push(this.#part(one, two));
    }
    for (let two = 1; two < second.length; two += 1) made.push(this.#part(0, two));
    return made;
  }

  #part(one: number, two: number): TokenColumns {
    const window = (sequence: 0 | 1, index: number): PartWindow => ({
      range: this.#windows[sequence][index] ?? [0, 0],
      overflow: index > 0,
    });
    return assemble(this.source, this.#frame, [window(0, one), window(1, two)], this.processing);
  }
}

function firstOf(windows: readonly Window[]): Window {
  return windows[0] ?? [0, 0];
}

function windowsFor(frame: Frame, hasPair: boolean, options: CutOptions): [readonly Window[], readonly Window[]] {
  const lengths = [frame.sequences[0].length, frame.sequences[1].length] as const;
  if (options.maxLength === null) return [[[0, lengths[0]]], [[0, lengths[1]]]];
  const room = roomFor(options.maxLength, frame.added, options.stride);
  const [first, second] = keptLengths(lengths[0], hasPair ? lengths[1] : null, room, options.strategy);
  return [
    windowsOf(lengths[0], first, options.stride, options.side),
    windowsOf(lengths[1], second, options.stride, options.side),
  ];
}

/** Refused here even for texts that fit: what is asked for makes no sense, and the library would end the process. */
function roomFor(maxLength: number, added: number, stride: number): number {
  const room = maxLength - added;
  if (room < 0) {
    throw new LensError(
      'usage',
      `A maximum length of ${maxLength} has no room for the ${added} special tokens that this tokenizer adds.`,
      'Raise the maximum length or leave the special tokens out.',
    );
  }
  if (stride > 0 && stride >= room) {
    throw new LensError(
      'usage',
      `A stride of ${stride} does not fit: a window has room for ${room} tokens of text.`,
      'Lower the stride or raise the maximum length.',
    );
  }
  return room;
}
