import type { Token } from '../../common/contracts/tokens';
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
    return [{ start, end, candidates: candidatesOf(logits.subarray(index * size, (index + 1) * size), top) }];
  });
}

function candidatesOf(logits: Float32Array, top: number): MaskCandidate[] {
  const probabilities = softmax(logits);
  const ids = Uint32Array.from(logits, (_, id) => id);
  ids.sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
  return Array.from(ids.subarray(0, top), (id) => ({
    id,
    logit: logits[id] ?? NaN,
    probability: probabilities[id] ?? NaN,
  }));
}
