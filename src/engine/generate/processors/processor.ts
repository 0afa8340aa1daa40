import type { GenerationSettings } from '../../../common/contracts/generation';

/** Changes the scores of a next token, [vocabulary], in place. A score of -Infinity removes its token. */
export type Processor = (scores: Float32Array, context: ProcessorContext) => void;

/** A processor with the setting that it stands for. */
export interface Stage {
  /** Its name in `GenerationConfig`, and what it is set to. */
  readonly name: keyof GenerationSettings;
  readonly value: number | readonly (number | readonly number[])[];
  readonly process: Processor;
}

/** What comes before the token that is to be chosen. */
export interface ProcessorContext {
  /** The prompt and what was generated, or what the decoder of an encoder-decoder was given. */
  readonly ids: readonly number[];
  /** How many of them are the prompt. */
  readonly promptLength: number;
  /** The most new tokens of this sequence. */
  readonly maxNewTokens: number;
}

/** Removes tokens; ids beyond the vocabulary say nothing. */
export function removeTokens(scores: Float32Array, ids: Iterable<number>): void {
  for (const id of ids) if (id < scores.length) scores[id] = -Infinity;
}

/** Leaves these tokens alone, all alike. */
export function forceTokens(scores: Float32Array, ids: readonly number[]): void {
  scores.fill(-Infinity);
  for (const id of ids) if (id < scores.length) scores[id] = 0;
}
