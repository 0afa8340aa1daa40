import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { GeneratedToken } from '../../../../src/common/contracts/generation/engine-requests';
import { showSpaces } from '../../strip/chip-look';
import { surpriseLevel } from '../../../../src/common/statistics/surprise';
import { tokenLabel } from './token-words';

/** Tokens that are drawn again together; what came before them stays as it is when others are added. */
const chunkSize = 32;

export interface DrawnTokens {
  readonly tokens: readonly GeneratedToken[];
  /** Which text this is: with another one all is drawn again. */
  readonly key: string;
  /** How many tokens at the beginning are dim. */
  readonly shared: number;
  readonly chosen: number | null;
  /** Where the keyboard is; -1 for nowhere. */
  readonly cursor: number;
  /** At which tokens blocks begin; what is before the first goes on in the line of the prompt. */
  readonly starts: readonly number[];
}

/** The tokens as options of a list, in blocks. `end` stands behind the last token. */
export function drawTokens(drawn: DrawnTokens, end: unknown): TemplateResult[] {
  const bounds = [0, ...drawn.starts, drawn.tokens.length];
  return bounds
    .slice(0, -1)
    .map(
      (from, at) =>
        html`<span class=${at === 0 ? '' : 'block'} role="presentation"
          >${drawChunks(drawn, from, bounds[at + 1] ?? from)}${at === bounds.length - 2 ? end : nothing}</span
        >`,
    );
}

function drawChunks(drawn: DrawnTokens, from: number, to: number): unknown[] {
  const count = Math.ceil((to - from) / chunkSize);
  return Array.from({ length: count }, (_, chunk) => {
    const first = from + chunk * chunkSize;
    return drawChunk(drawn, first, Math.min(to, first + chunkSize));
  });
}

function drawChunk(drawn: DrawnTokens, from: number, to: number): unknown {
  const { tokens, key, shared, chosen, cursor } = drawn;
  const inside = (index: number): number => (index >= from && index < to ? index : -1);
  const dim = Math.min(Math.max(shared, from), to);
  return guard([key, from, to, dim, inside(chosen ?? -1), inside(cursor)], () =>
    tokens.slice(from, to).map((token, index) => drawToken(drawn, token, from + index)),
  );
}

function drawToken(
  { shared, chosen, cursor, starts }: DrawnTokens,
  token: GeneratedToken,
  index: number,
): TemplateResult {
  const tint = index < shared ? 'shared' : `surprise${surpriseLevel(token.probability)}`;
  const { before, word, after } = shownText(token);
  const label = tokenLabel(token);
  return html`<span
    class="token"
    role="option"
    id=${`token-${index}`}
    data-item=${index}
    aria-selected=${String(index === chosen)}
    aria-label=${label}
    title=${`${label}\n${token.token}`}
    >${starts.includes(index) ? nothing : before}<span
      class="word ${tint} ${index === cursor ? 'cursor' : ''} ${token.special ? 'special' : ''}"
      data-item=${index}
      >${word}</span
    >${after}</span
  >`;
}

/** The space before a word is no part of its colour; white space alone is seen as marks, and breaks the line behind them. */
function shownText({ text, token, special }: GeneratedToken): { before: string; word: string; after: string } {
  if (special) return { before: '', word: token, after: '' };
  // A token that only begins a character has no text yet.
  if (text === '') return { before: '', word: '◦', after: '' };
  if (text.trim() === '') return { before: '', word: showSpaces(text), after: text.replace(/[^\n]/g, '') };
  const before = /^ ?/.exec(text)?.[0] ?? '';
  return { before, word: text.slice(before.length), after: '' };
}
