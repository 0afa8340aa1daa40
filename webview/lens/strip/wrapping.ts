import type { Token } from '../../../src/common/contracts/tokens';
import { chipText, sameWord } from './chip-look';
import { chipWidth, countLines, type ChipMeasures } from './strip-lines';

/** More chips than this are never drawn all at once. */
const mostWrapped = 200;
const mostLines = 3;

/** At the sizes of the chip's styles: 14 px monospace over 11 px digits, 6 px at the sides and a frame of 1 px. */
export const chipMeasures: ChipMeasures = { character: 8.43, digit: 6.9, frame: 14, gap: 4 };

/** The items of each word, in order; what belongs to no word stands alone. */
export function wordsOf(count: number, tokenOf: (item: number) => Token | undefined): number[][] {
  const words: number[][] = [];
  let before: Token | undefined;
  for (let item = 0; item < count; item += 1) {
    const token = tokenOf(item);
    const last = words.at(-1);
    if (last && sameWord(before, token)) last.push(item);
    else words.push([item]);
    before = token;
  }
  return words;
}

/** Whether all chips may be drawn in lines of `available` px: not too many, and at most three lines. */
export function fitsWrapped(count: number, tokenOf: (item: number) => Token | undefined, available: number): boolean {
  if (count > mostWrapped) return false;
  const widthOf = (item: number) => {
    const token = tokenOf(item);
    return token ? chipWidth(chipText(token), token.id, chipMeasures) : chipMeasures.frame;
  };
  const words = wordsOf(count, tokenOf).map((word) => word.reduce((sum, item) => sum + widthOf(item), 0));
  return countLines(words, chipMeasures.gap, available) <= mostLines;
}
