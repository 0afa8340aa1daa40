import { removeTokens, type Processor } from './processor';

/**
 * `RepetitionPenaltyLogitsProcessor`: a token that is there already, in the prompt too, has its score divided by the
 * penalty where it is positive, else multiplied; once, however often it is there.
 */
export function repetitionPenalty(penalty: number): Processor {
  return (scores, { ids }) => {
    for (const id of new Set(ids)) {
      const score = scores[id];
      if (score !== undefined) scores[id] = score < 0 ? score * penalty : score / penalty;
    }
  };
}

/** `NoRepeatNGramLogitsProcessor`: no run of `size` tokens comes twice; those of the prompt count. */
export function noRepeatNgrams(size: number): Processor {
  return (scores, { ids }) => {
    const start = ids.length - size + 1;
    if (start < 0) return;
    const endsLikeNow = (at: number): boolean => {
      for (let i = 0; i < size - 1; i++) if (ids[at + i] !== ids[start + i]) return false;
      return true;
    };
    const seen: number[] = [];
    for (let at = 0; at + size <= ids.length; at++) if (endsLikeNow(at)) seen.push(ids[at + size - 1] ?? -1);
    removeTokens(scores, seen);
  };
}

/**
 * `NoBadWordsLogitsProcessor`: a token that would complete one of these runs of tokens is removed. Runs that are an end
 * token alone are left to the settings of length.
 */
export function noBadWords(words: readonly (readonly number[])[], endIds: readonly number[]): Processor {
  const counted = words.filter((word) => word.length > 0 && !(word.length === 1 && endIds.includes(word[0] ?? -1)));
  return (scores, { ids }) => {
    for (const word of counted) {
      const start = ids.length - word.length + 1;
      const isBegun = start >= 0 && word.slice(0, -1).every((id, index) => ids[start + index] === id);
      if (isBegun) removeTokens(scores, word.slice(-1));
    }
  };
}
