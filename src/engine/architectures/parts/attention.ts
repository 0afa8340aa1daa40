import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import type { Taps } from './taps';

/** [batch, sequence, heads x size] as one matrix a head: [batch, heads, sequence, size]. */
export function splitHeads(g: Graph, x: Value, heads: number, size: number): Value {
  const [batch, sequence] = [dimAt(x.shape, 0), dimAt(x.shape, 1)];
  return g.transpose(g.reshape(x, [batch, sequence, heads, size]), [0, 2, 1, 3]);
}

/** The way back: [batch, heads, sequence, size] as [batch, sequence, heads x size]. */
export function mergeHeads(g: Graph, x: Value, heads: number, size: number): Value {
  const [batch, sequence] = [dimAt(x.shape, 0), dimAt(x.shape, 2)];
  return g.reshape(g.transpose(x, [0, 2, 1, 3]), [batch, sequence, heads * size]);
}

/**
 * Scaled dot-product attention as `eager_attention_forward` computes it: softmax(q k^T * scale + bias) v. The
 * probabilities are tapped.
 * @param bias broadcasts to [batch, heads, query, key]
 * @returns [batch, heads, query, size]
 */
export function attend(
  g: Graph,
  taps: Taps,
  { query, key, value, scale, bias }: { query: Value; key: Value; value: Value; scale: number; bias: Value },
): Value {
  const scores = g.add(g.scale(g.matmul(query, g.transpose(key, [0, 1, 3, 2])), scale), bias);
  const probabilities = taps.attention({ query, key, scores, probabilities: g.softmax(scores), scale });
  return g.matmul(probabilities, value);
}
