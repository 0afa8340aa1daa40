/** What of a model decides how much memory a row takes. */
export interface ModelSizes {
  readonly layers: number;
  readonly heads: number;
  readonly hiddenSize: number;
  /** Numbers a token that the head gives: words of a language model, else labels. */
  readonly outputs: number;
  /** Numbers that are trained. */
  readonly trained: number;
}

const float = Float32Array.BYTES_PER_ELEMENT;
/** Vectors of the hidden size that a layer keeps for the way back, with the feed-forward part's four times as wide ones. */
const vectorsOfLayer = 32;
/** Matrices of attention that a head keeps: scores, probabilities, what dropout left, and a gradient. */
const matricesOfHead = 4;
/** Logits, their probabilities and their gradient. */
const outputsOfToken = 3;
/** Of each number that is trained: two moments, a gradient, and the copy in which it leaves the graph. */
const copiesOfParameter = 4;
/** The rest is for the system, and for what this does not know of. */
const usable = 0.8;

/** About how many bytes a row of so many tokens takes while its gradients are computed; measured ones were two thirds of it. */
export function bytesOfRow({ layers, heads, hiddenSize, outputs }: ModelSizes, tokens: number): number {
  const vectors = layers * tokens * hiddenSize * vectorsOfLayer;
  const attention = layers * heads * tokens * tokens * matricesOfHead;
  return float * (vectors + attention + tokens * outputs * outputsOfToken);
}

/**
 * Rows that may go through the model at once, from 1 to `wanted`. It only keeps a process from being ended for the memory
 * that it takes: where memory is not short, it is `wanted`.
 * @param free bytes that may still be taken, before the first step
 */
export function rowsThatFit(sizes: ModelSizes, tokens: number, wanted: number, free: number): number {
  const left = usable * free - float * copiesOfParameter * sizes.trained;
  return Math.max(1, Math.min(wanted, Math.floor(left / bytesOfRow(sizes, tokens))));
}
