import type { GenerationStep, NextToken } from '../../../common/contracts/generation';
import { LensError } from '../../../common/errors/lens-error';
import { softmax } from '../../../common/statistics/probabilities';
import type { ProcessorContext, Stage } from '../processors/processor';
import { highest } from '../../../common/statistics/highest';
import { rankOf } from '../../../common/statistics/rank-of';

/** What may come next, before and after the processors. */
export interface NextScores {
  /** As the model gives them, [vocabulary]. */
  readonly logits: Float32Array;
  /** Softmax of the logits. */
  readonly probabilities: Float64Array;
  /** What the processors made of the scores; -Infinity for what they removed. */
  readonly processed: Float32Array;
  /** Softmax of the processed scores. */
  readonly processedProbabilities: Float64Array;
}

/** Arrays of a vocabulary's size that one step after another is computed in. What was computed before is lost. */
export class ScoreBuffers {
  #scores = new Float32Array();
  #probabilities: readonly [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>] = [
    new Float64Array(),
    new Float64Array(),
  ];

  /** A copy of scores, and two arrays for probabilities. */
  take(scores: Float32Array): {
    processed: Float32Array;
    probabilities: readonly [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>];
  } {
    const { length } = scores;
    if (this.#scores.length !== length) {
      this.#scores = new Float32Array(length);
      this.#probabilities = [new Float64Array(length), new Float64Array(length)];
    }
    this.#scores.set(scores);
    return { processed: this.#scores, probabilities: this.#probabilities };
  }
}

export interface ScoreOptions {
  /** What processors are given: the logits, or of beams their log-probabilities. */
  readonly scores?: ((probabilities: Float64Array) => Float32Array) | undefined;
  /** Where the scores are computed; they stand until the next ones are. Without it in new arrays. */
  readonly buffers?: ScoreBuffers;
}

/**
 * Scores of the next token.
 * @throws LensError `bad-file` for logits that are not numbers, `usage` when processors leave no token
 */
export function nextScores(
  logits: Float32Array,
  stages: readonly Stage[],
  context: ProcessorContext,
  { scores = () => logits, buffers = new ScoreBuffers() }: ScoreOptions = {},
): NextScores {
  const { processed, probabilities: arrays } = buffers.take(logits);
  const probabilities = softmax(logits, arrays[0]);
  if (!Number.isFinite(probabilities[0])) throw notNumbers();
  const given = scores(probabilities);
  if (stages.length === 0) return { logits, probabilities, processed: given, processedProbabilities: probabilities };
  processed.set(given);
  for (const { process } of stages) process(processed, context);
  const processedProbabilities = softmax(processed, arrays[1]);
  if (!Number.isFinite(processedProbabilities[0])) throw nothingLeft();
  return { logits, probabilities, processed, processedProbabilities };
}

/** The record of a step at which a token was chosen. @param top how many of the highest logits it tells of */
export function stepOf(scores: NextScores, id: number, top: number): GenerationStep {
  const rank = rankOf(scores.logits, id);
  return { ...tokenIn(scores, id), rank, top: highest(scores.logits, top).map((each) => tokenIn(scores, each)) };
}

function tokenIn({ logits, probabilities, processedProbabilities }: NextScores, id: number): NextToken {
  return {
    id,
    logit: logits[id] ?? NaN,
    probability: probabilities[id] ?? NaN,
    processedProbability: processedProbabilities[id] ?? NaN,
  };
}

function notNumbers(): LensError {
  return new LensError(
    'bad-file',
    'The model computed values that are not numbers (NaN or infinite), so no token can follow.',
    'Its weights are damaged or do not belong to its config.json. Download the model again or choose another.',
  );
}

/** The error of processors that remove every token. */
export function nothingLeft(): LensError {
  return new LensError(
    'usage',
    'The settings leave no token that could come next.',
    'Allow repetitions, or remove fewer tokens.',
  );
}
