import { rowOf, type MatrixView } from './matrix-view';

const tableBits = 12;
const mantissaBits = 23;
const exponentBias = 127;
const steps = 2 ** tableBits;
const rest = mantissaBits - tableBits;
const mask = steps - 1;
const restMask = 2 ** rest - 1;
/** log2(1 + i / steps): with a straight line between two entries the error is below 1e-8 bits. */
const logarithms = Float64Array.from({ length: steps + 1 }, (_, index) => Math.log2(1 + index / steps));

/**
 * The entropy in bits of non-negative float32 weights from their bits, without a call of `Math.log2` for each: the heads
 * of a model have tens of millions of weights.
 * @param bits the same memory as `weights`
 */
function fastEntropy(weights: Float32Array, bits: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const pattern = bits[i] ?? 0;
    const index = (pattern >>> rest) & mask;
    const low = logarithms[index] ?? 0;
    const high = logarithms[index + 1] ?? 0;
    const logarithm =
      (pattern >>> mantissaBits) - exponentBias + low + ((high - low) * (pattern & restMask)) / (restMask + 1);
    sum += (weights[i] ?? 0) * logarithm;
  }
  return -sum;
}

export interface HeadStatistics {
  /** Mean entropy of the rows in bits. */
  readonly entropy: number;
  /** Mean of |query - key| in tokens, weighted by attention. */
  readonly distance: number;
}

/**
 * How one head looks, over some of its queries.
 * @param view weights between real tokens of the same sequence (for `distance`)
 * @param queries rows of the view; without any the results are NaN
 */
export function headStatistics(view: MatrixView, queries: Int32Array): HeadStatistics {
  let [entropy, distance] = [0, 0];
  for (const query of queries) {
    const weights = rowOf(view, query);
    const bits = new Int32Array(weights.buffer, weights.byteOffset, weights.length);
    entropy += fastEntropy(weights, bits);
    distance += distanceOf(weights, query);
  }
  return { entropy: Math.max(0, entropy / queries.length), distance: distance / queries.length };
}

function distanceOf(weights: Float32Array, query: number): number {
  let sum = 0;
  for (let key = 0; key < query; key++) sum += (weights[key] ?? 0) * (query - key);
  for (let key = query + 1; key < weights.length; key++) sum += (weights[key] ?? 0) * (key - query);
  return sum;
}
