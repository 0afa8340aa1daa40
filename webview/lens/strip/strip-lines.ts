/** Sizes in px that decide how wide a chip is. */
export interface ChipMeasures {
  /** Advance of a character of the chip's text, and of its id. */
  readonly character: number;
  readonly digit: number;
  /** Left and right padding and border together. */
  readonly frame: number;
  /** Between chips of different words. */
  readonly gap: number;
}

/** The width of a chip: its text or its id, whichever is longer. East Asian and emoji characters count double. */
export function chipWidth(text: string, id: number, { character, digit, frame }: ChipMeasures): number {
  return Math.max(cellsOf(text) * character, String(id).length * digit) + frame;
}

/** How many lines words take when none is broken, unless it is wider than a line. 0 words take 0 lines. */
export function countLines(words: readonly number[], gap: number, available: number): number {
  let lines = 0;
  let left = 0;
  for (const width of words) {
    if (lines > 0 && width + gap <= left) {
      left -= width + gap;
      continue;
    }
    const own = Math.max(1, Math.ceil(width / Math.max(1, available)));
    lines += own;
    left = own * available - width;
  }
  return lines;
}

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}]/u;

/** How many character cells a text takes in a monospace font. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += wide.test(character) ? 2 : 1;
  return cells;
}
