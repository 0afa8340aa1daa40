import type { ResultOf } from '../../../common/rpc/contract';
import type { EngineContract } from '../../../common/contracts/engine';
import { surpriseLevels } from '../../../common/statistics/surprise';
import type { Span } from '../source/track-edits';

/** Tokens of a piece of text; `level` is the step of surprise of a token that is painted by it, 0 for none. */
export type FoundTokens = (ResultOf<EngineContract, 'tokensInRange'>[number] & { readonly level?: number })[];

/** The four hues in turn: neighbouring words always differ. */
export const hueCount = 4;

/**
 * What is painted in an editor, as offsets into the piece of text. `words[h]` gets the background of hue h; `pieces[2h]`
 * and, in turn, `pieces[2h + 1]` as well, with the dashed line that parts it from the piece of the same word before it;
 * `levels[n]` is painted as surprising in step n + 1; `cut` is what fell off.
 */
export interface TokenLayout {
  readonly words: readonly Span[][];
  readonly pieces: readonly Span[][];
  readonly levels: readonly Span[][];
  readonly cut: readonly Span[];
}

/** Sorts the tokens of a piece of text by how they are painted. Tokens without characters are left out. */
export function layoutTokens(found: FoundTokens): TokenLayout {
  const layout = {
    words: lists(hueCount),
    pieces: lists(hueCount * 2),
    levels: lists(surpriseLevels),
    cut: [] as Span[],
  };
  let turn = 0;
  let before: { end: number; word: number | null } | undefined;
  for (const { part, index, token, level } of found) {
    const span = paintedSpan(token);
    if (!span) continue;
    if (part === 'cut') {
      addCut(layout.cut, span);
      continue;
    }
    const startsInside = before !== undefined && span.start < before.end;
    // Bytes of one character share its span: it is painted once.
    if (startsInside && span.end <= (before?.end ?? 0)) continue;
    const sameWord = before !== undefined && token.word !== null && before.word === token.word;
    const continues = sameWord && before?.end === token.start;
    const hue = (token.word ?? index) % hueCount;
    if (level !== undefined) layout.levels[level - 1]?.push(span);
    else if (continues) layout.pieces[hue * 2 + (turn++ % 2)]?.push(span);
    else layout.words[hue]?.push(span);
    before = { end: token.end ?? span.end, word: token.word };
  }
  return layout;
}

/** The characters of a token without the white space that some tokenizers count to it; null where nothing remains. */
function paintedSpan({ start, end, text }: FoundTokens[number]['token']): Span | null {
  if (start === null || end === null || end <= start) return null;
  const lead = text.length - text.trimStart().length;
  if (lead === text.length) return null;
  return { start: start + lead, end: end - (text.length - text.trimEnd().length) };
}

/** Cut tokens are one stretch: a line under every token of its own would flicker. */
function addCut(cut: Span[], span: Span): void {
  const last = cut.at(-1);
  if (last && span.start - last.end <= 1)
    cut[cut.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  else cut.push(span);
}

function lists(count: number): Span[][] {
  return Array.from({ length: count }, () => []);
}
