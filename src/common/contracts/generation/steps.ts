/** A token that could come next. */
export interface NextToken {
  readonly id: number;
  /** As the model gives it. */
  readonly logit: number;
  /** Softmax of the logits. */
  readonly probability: number;
  /** After all processors and warpers; 0 for a token that they removed. */
  readonly processedProbability: number;
}

/** A token that came next, and those that the model gave the highest logits. */
export interface GenerationStep extends NextToken {
  /** Among all logits; 1 is the highest, of equals the lower id comes first. */
  readonly rank: number;
  readonly top: readonly NextToken[];
}

/** Why a sequence ended of itself: an end token, a stop string, or its length. */
export type EndReason = 'token' | 'stop-string' | 'length';

/** What was generated for a prompt. */
export interface GeneratedSequence {
  /** Which prompt it goes on from, counted from 0. */
  readonly prompt: number;
  /** The new tokens, the end token included. */
  readonly ids: readonly number[];
  /** Of beam search: the sum of log-probabilities divided by length to the power of the length penalty; else null. */
  readonly score: number | null;
  readonly steps: readonly GenerationStep[];
  readonly end: EndReason;
}
