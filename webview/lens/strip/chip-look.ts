import type { Token, TokenPart } from '../../../src/common/contracts/tokens';
import type { StripItem } from './strip-items';

/** How a chip is drawn: a word's colour, or the frame of a token that stands for no text, or that was not read. */
export type ChipKind = 'word' | 'special' | 'padding' | 'cut';

export interface ChipLook {
  readonly kind: ChipKind;
  /** Which of the four word colours; 0 for none. */
  readonly hue: number;
  /** A dashed line parts the pieces of a word. */
  readonly joinsBefore: boolean;
  readonly joinsAfter: boolean;
}

/**
 * Which of the four colours a token has, 1 to 4: words take turns, so neighbours differ. Where the tokenizer knows no
 * words, the tokens do. The editor is painted by the same rule.
 */
export function wordHue({ word }: Token, index: number): number {
  return ((word ?? index) % 4) + 1;
}

/** The look of a token between its neighbours (undefined at the ends of the row and while they are not here yet). */
export function chipLook(
  token: Token,
  { part, index }: StripItem,
  before: Token | undefined,
  after: Token | undefined,
): ChipLook {
  const kind = kindOf(token, part);
  return {
    kind,
    hue: kind === 'word' ? wordHue(token, index) : 0,
    joinsBefore: sameWord(before, token),
    joinsAfter: sameWord(token, after),
  };
}

function kindOf({ special, attention }: Token, part: TokenPart): ChipKind {
  if (part === 'cut') return 'cut';
  if (attention === 0) return 'padding';
  return special ? 'special' : 'word';
}

/** True for two neighbouring tokens that are pieces of one word. */
export function sameWord(a: Token | undefined, b: Token | undefined): boolean {
  return a !== undefined && b !== undefined && a.word !== null && a.word === b.word && a.sequence === b.sequence;
}

const visible: Record<string, string> = { ' ': '·', '\n': '↵', '\r': '←', '\t': '→' };

/** White space as marks: `·` a space, `↵` a line break, `→` a tab. */
export function showSpaces(text: string): string {
  return text.replace(/[ \n\r\t]/g, (space) => visible[space] ?? space);
}

/** What a chip says: the readable form without the space before a word; white space alone as marks. */
export function chipText({ readable, token, special }: Token): string {
  if (special) return token;
  const words = readable.trim();
  return words === '' ? showSpaces(readable === '' ? token : readable) : showSpaces(words);
}
