import { keptAlternatives, type Surprise } from '../../../common/contracts/words/surprise';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { RowLabels } from './labels-of-row';
import type { PlaceLogits } from './place-logits';
import { scoreToken } from './score-token';

/** A scored text with what the model expected in its place: {@link keptAlternatives} ids and probabilities a token. */
export interface ScoredText {
  readonly surprise: Surprise;
  readonly ids: Int32Array;
  readonly probabilities: Float32Array;
}

/**
 * Scores every token of a text in one pass of the model. Of each distribution nothing is kept but the token's own score
 * and the likeliest alternatives, so the memory does not grow with the vocabulary.
 * @throws LensError
 */
export async function scoreText(
  logits: PlaceLogits,
  labels: RowLabels,
  signal: CancellationSignal,
): Promise<ScoredText> {
  const { ids, shift, part, from, last, inputs } = labels;
  const kept = new KeptScores(ids.length);
  const first = firstScored(labels);
  const places = Array.from({ length: Math.max(0, ids.length - first) }, (_, at) => ({
    row: 0,
    index: first + at - shift,
  }));
  let at = first;
  for await (const distribution of logits.read(inputs, places, signal)) {
    kept.set(at, distribution, ids[at] ?? 0);
    at += 1;
  }
  const loss = places.length === 0 ? null : kept.sum / -places.length;
  const surprise = {
    part,
    from,
    logProbabilities: kept.logProbabilities,
    ranks: kept.ranks,
    scored: places.length,
    loss,
    perplexity: loss === null ? null : Math.exp(loss),
    last,
  };
  return { surprise, ids: kept.best, probabilities: kept.probabilities };
}

/** The first token that something comes before; padding before a text is nothing. */
function firstScored({ shift, inputs, ids }: RowLabels): number {
  if (shift === 0) return 0;
  const first = inputs.attentionMask.findIndex((attends) => attends !== 0n);
  return first < 0 ? ids.length : first + 1;
}

class KeptScores {
  readonly logProbabilities: Float32Array<ArrayBuffer>;
  readonly ranks: Int32Array<ArrayBuffer>;
  readonly best: Int32Array;
  readonly probabilities: Float32Array;
  /** Of all log-probabilities, in float64. */
  sum = 0;

  constructor(tokens: number) {
    this.logProbabilities = new Float32Array(tokens).fill(NaN);
    this.ranks = new Int32Array(tokens);
    this.best = new Int32Array(tokens * keptAlternatives).fill(-1);
    this.probabilities = new Float32Array(tokens * keptAlternatives);
  }

  set(at: number, logits: Float32Array, id: number): void {
    const { logProbability, rank, best, probabilities } = scoreToken(logits, id);
    this.logProbabilities[at] = logProbability;
    this.ranks[at] = rank;
    this.sum += logProbability;
    this.best.set(best, at * keptAlternatives);
    this.probabilities.set(probabilities, at * keptAlternatives);
  }
}
