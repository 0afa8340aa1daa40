import { forceTokens, removeTokens, type Processor } from './processor';

/** `MinLengthLogitsProcessor`: no end token before there are so many tokens, the prompt's among them. */
export function minLength(length: number, endIds: readonly number[]): Processor {
  return (scores, { ids }) => {
    if (ids.length < length) removeTokens(scores, endIds);
  };
}

/** `MinNewTokensLengthLogitsProcessor`: no end token before there are so many new tokens. */
export function minNewTokens(count: number, endIds: readonly number[]): Processor {
  return (scores, { ids, promptLength }) => {
    if (ids.length - promptLength < count) removeTokens(scores, endIds);
  };
}

/** `ForcedBOSTokenLogitsProcessor`: the token behind the first. */
export function forcedBeginning(id: number): Processor {
  return (scores, { ids }) => {
    if (ids.length === 1) forceTokens(scores, [id]);
  };
}

/** `ForcedEOSTokenLogitsProcessor`: what a sequence of full length ends with. */
export function forcedEnd(endIds: readonly number[]): Processor {
  return (scores, { ids, promptLength, maxNewTokens }) => {
    if (ids.length - promptLength === maxNewTokens - 1) forceTokens(scores, endIds);
  };
}

/** `SuppressTokensLogitsProcessor` */
export function suppressed(tokens: readonly number[]): Processor {
  return (scores) => {
    removeTokens(scores, tokens);
  };
}

/** `SuppressTokensAtBeginLogitsProcessor`: not as the first new token, or behind one that is forced. */
export function suppressedAtBeginning(tokens: readonly number[], isForcedBeginning: boolean): Processor {
  return (scores, { ids, promptLength }) => {
    const first = promptLength + (isForcedBeginning && promptLength === 1 ? 1 : 0);
    if (ids.length === first) removeTokens(scores, tokens);
  };
}
