import { keptAlternatives } from '../../../common/contracts/words/surprise';
import { highest } from '../../../common/statistics/highest';
import { rankOf } from '../../../common/statistics/rank-of';

/** How a token stands in a distribution over the vocabulary. */
export interface TokenScore {
  /** Natural logarithm of its softmax probability. */
  readonly logProbability: number;
  /** From 1, the highest logit; of equal ones the first id comes first. */
  readonly rank: number;
  /** The likeliest tokens with their probabilities. */
  readonly best: readonly number[];
  readonly probabilities: readonly number[];
}

/** Scores a token by the logits of its place; in float64, the maximum taken off. */
export function scoreToken(logits: Float32Array, id: number): TokenScore {
  const total = logSumExp(logits);
  const best = highest(logits, keptAlternatives);
  const probabilities = best.map((each) => Math.exp((logits[each] ?? NaN) - total));
  return { logProbability: (logits[id] ?? NaN) - total, rank: rankOf(logits, id), best, probabilities };
}

/** log Σ exp: what is taken off a logit for its log-probability. */
export function logSumExp(logits: Float32Array): number {
  let max = -Infinity;
  for (const logit of logits) max = Math.max(max, logit);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - max);
  return max + Math.log(sum);
}
