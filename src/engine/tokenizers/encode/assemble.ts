import type { PostProcessing } from '../info/post-processing';
import type { Frame } from './frame';
import type { SourceColumns } from './source-columns';
import { TokenColumns, type PartTraits } from './token-columns';
import type { Window } from './truncation';

/** A window of the text or the pair, and whether it is one that was cut off. */
export interface PartWindow {
  readonly range: Window;
  readonly overflow: boolean;
}

/**
 * The part that one window of the text and one of the pair make inside the frame's special tokens. Two habits of the
 * library are kept: tokens of an overflowing window may have the type id of their sequence although the template says
 * otherwise, and the first token of a window may keep its leading space where the post-processor trims spans.
 */
export function assemble(
  source: SourceColumns,
  frame: Frame,
  windows: readonly [PartWindow, PartWindow],
  processing: PostProcessing,
): TokenColumns {
  const rows: number[] = [];
  const untrimmed: number[] = [];
  for (const { sequence, from, to } of frame.segments) {
    const [first, end] = sequence === null ? [from, to] : rowsOfWindow(from, to, windows[sequence].range);
    if (sequence !== null && first > from && first < end && processing.keepsFirstSpace) untrimmed.push(rows.length);
    for (let row = first; row < end; row += 1) rows.push(row);
  }
  const raw = (sequence: 0 | 1) => processing.rawOverflowTypeIds && windows[sequence].overflow;
  const traits: PartTraits = { rawTypeIds: [raw(0), raw(1)], untrimmed };
  return new TokenColumns(source, Int32Array.from(rows), traits);
}

function rowsOfWindow(from: number, to: number, [start, end]: Window): [number, number] {
  return [Math.min(from + start, to), Math.min(from + end, to)];
}

/** The tokens that are not in the windows that stay, the text's first. */
export function cutTokens(source: SourceColumns, frame: Frame, kept: readonly [Window, Window]): TokenColumns {
  const rows = new Int32Array(source.length);
  let count = 0;
  const add = (from: number, to: number) => {
    for (let row = from; row < to; row += 1, count += 1) rows[count] = row;
  };
  for (const sequence of [0, 1] as const) {
    const { from, length } = frame.sequences[sequence];
    const [start, end] = kept[sequence];
    add(from, from + start);
    add(from + end, from + length);
  }
  return new TokenColumns(source, rows.slice(0, count));
}
