import type { Token } from '../../common/contracts/tokens';
import { highest } from '../../common/statistics/highest';
import { softmax } from '../../common/statistics/probabilities';

/** A token that may stand in place of a mask. */
export interface MaskCandidate {
  readonly id: number;
  readonly logit: number;
  readonly probability: number;
}

/** A mask token of the text; the span is null where the text itself has none there. */
export interface FilledMask {
  readonly start: number | null;
  readonly end: number | null;
  /** By falling probability. */
  readonly candidates: readonly MaskCandidate[];
}

/**
 * The most probable tokens for each mask of a row, in order: softmax over the vocabulary (`FillMaskPipeline`).
 * @param logits [tokens, vocabulary], padding included
 */
export function fillMasks(tokens: readonly Token[], logits: Float32Array, maskId: number, top: number): FilledMask[] {
  const size = Math.floor(logits.length / Math.max(1, tokens.length));
  return tokens.flatMap(({ id, start, end }, index) => {
    if (id !== maskId) return [];
    return [{ start, end, candidates: likeliest(logits.subarray(index * size, (index + 1) * size), top) }];
  });
}

/** The most probable tokens of a distribution: softmax over the vocabulary. */
export function likeliest(logits: Float32Array, top: number): MaskCandidate[] {
  const probabilities = softmax(logits);
  return highest(logits, top).map((id) => ({ id, logit: logits[id] ?? NaN, probability: probabilities[id] ?? NaN }));
}
