import type { GeneratedToken, Piece } from '../../../../src/common/contracts/generation/engine-requests';
import type { BranchSequence } from '../../../../src/common/contracts/generation/view';

/** Ten stories that begin alike, of a model that never was. */
export const stories = [
  ', there was a small village at the edge of the forest. Every evening the people lit a fire and told each other stories about the sea. The old man who kept the boats said he had seen it',
  ', there were two brothers who wanted to build a ship. The older brother knew the stars, and the younger one knew the wind. They cut down the tall trees and worked until the winter came and the',
  ', a young girl named Lily lived in a small house by the sea. She loved to watch the boats come home at night. One night a small boat did not come back, and she began to wait',
  ', there was a king who had three daughters and no sons.\nThe eldest was wise, the second was brave',
  ', the moon and the sun were friends. They shone together on the same sky',
  ', there lived a fox who could count to ten, but not one further',
  ', a baker found a coin in the bread. It was not his',
  ', in a land of glass, nobody ever threw a stone',
  ', there was nothing at all, and nobody minded',
  ', somebody wrote a story that began like this one',
];

/** Words with the space before them, and what stands between. */
export function piecesOf(text: string): Piece[] {
  const parts = text.match(/ ?[\p{L}\d]+|[^\p{L}\d ]| /gu) ?? [];
  return parts.map((part) => ({ id: idOf(part), token: part.replace(' ', 'Ġ'), text: part, special: false }));
}

/** Numbers between 0 and 1 that follow from the text: surprise that is the same in each run. */
function chance(text: string, index: number): number {
  return ((idOf(text) * 7919 + index * 104_729) % 1000) / 1000;
}

function idOf(text: string): number {
  let id = 7;
  for (const character of text) id = (id * 31 + (character.codePointAt(0) ?? 0)) % 50_000;
  return id;
}

export function generatedTokens(text: string): GeneratedToken[] {
  return piecesOf(text).map((piece, index) => {
    const probability = Math.max(0.002, chance(text.slice(0, 12), index) ** 1.5);
    return {
      ...piece,
      probability,
      processedProbability: Math.min(1, probability * 3),
      rank: probability > 0.4 ? 1 : 7,
    };
  });
}

/** A story as far as it has been told; the fifth token of the first one is the step that `small-step` describes. */
export function storySequence(index: number, end: BranchSequence['end'] = 'token'): BranchSequence {
  const tokens = generatedTokens(stories[index] ?? '');
  const small = { probability: 0.0551, processedProbability: 0.2435, rank: 2 };
  return {
    tokens: tokens.map((token, at) => (index === 0 && at === 4 ? { ...token, id: 1402, ...small } : token)),
    end,
    score: null,
  };
}
