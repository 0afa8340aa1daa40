import type { lensHostContract, LensState } from '../../../src/common/contracts/lens';
import type { Token, TokenPart } from '../../../src/common/contracts/tokens';
import { descriptionRequests } from '../../../src/common/contracts/description';
import { generationHostRequests } from '../../../src/common/contracts/generation/view';
import { internalsRequests } from '../../../src/common/contracts/internals';
import { wordHostRequests } from '../../../src/common/contracts/words';
import { LensError } from '../../../src/common/errors/lens-error';
import type { Handlers } from '../../../src/common/rpc/contract';
import { longText } from './tokens';

/** What the host answers about the state on show: tokens beyond the first, stages, vocabulary. */
export function answersFor(shown: () => LensState | undefined): Handlers<typeof lensHostContract>['requests'] {
  return {
    tokens: ({ row, part, from, to }) => tokensOf(shown(), row, part).slice(from, to),
    stages: ({ row }) => {
      const state = shown();
      const text = state?.source?.excerpts[row] ?? '';
      const tokens = tokensOf(state, row, 'input');
      const words = [...text.matchAll(/\s?\S+/g)];
      return {
        text,
        clipped: false,
        normalized: null,
        preTokens: words.map((word) => ({ text: word[0], start: word.index, end: word.index + word[0].length })),
        tokens,
        decoded: `<s>${text}</s>`,
        decodedWithoutSpecial: text,
      };
    },
    vocabulary: ({ query }) => ({
      matches: [{ id: 372, token: `Ġ${query}`, readable: ` ${query}` }],
      total: 1,
      encoded: [{ id: 12338, token: query, readable: query }],
    }),
    perform: () => ({}),
    runTyped: ({ text }) => {
      if (text === '') throw new LensError('usage', 'There is no text to read.');
      return {};
    },
    reveal: () => ({}),
    ...refuseAll(internalsRequests),
    ...refuseAll(descriptionRequests),
    ...refuseAll(generationHostRequests),
    ...refuseAll(wordHostRequests),
    generateFrom: () => ({}),
    generateOtherwise: () => ({}),
    stopGeneration: () => ({}),
    setGeneration: () => ({}),
    forgetBranch: () => ({}),
    takeGenerated: () => ({}),
    exportNumbers: () => ({ saved: true }),
    savePicture: () => ({ saved: true }),
    copyLookAsPython: () => ({}),
  };
}

function tokensOf(state: LensState | undefined, row: number, part: TokenPart): Token[] {
  const shown = state?.run?.rows[row];
  if (!shown) return [];
  if (part === 'target') return shown.target?.tokens ?? [];
  if (part === 'cut') return shown.cutTokens;
  return shown.length > shown.tokens.length ? longText(shown.length - 2).tokens : shown.tokens;
}

function refuseAll<Names extends object>(requests: Names): Record<keyof Names, () => never> {
  const refuse = (): never => {
    throw new LensError('unsupported', 'The inside of the model is not recorded.');
  };
  return Object.fromEntries(Object.keys(requests).map((name) => [name, refuse])) as Record<keyof Names, () => never>;
}
