import type { Graph } from '../../graph/graph';
import { dimAt, product, sameShape } from '../../graph/shapes';
import { GraphError, type Dim, type Shape, type Value } from '../../graph/types';
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

/** What attention is computed of. */
export interface AttentionParts {
  /** [batch, heads, query, size] */
  readonly query: Value;
  /** [batch, kvHeads, key, size], and so are the values. */
  readonly key: Value;
  readonly value: Value;
  readonly scale: number;
  /** Broadcasts to [batch, heads, query, key]. */
  readonly bias: Value;
  /** The rate at which probabilities are dropped in training. */
  readonly dropout: number;
}

/**
 * Scaled dot-product attention as `eager_attention_forward` computes it: softmax(q k^T * scale + bias) v. The
 * probabilities are tapped. Where there are fewer heads of keys and values than of queries, head h belongs to key head
 * floor(h * kvHeads / heads), as `repeat_kv` lays them out; the keys are not repeated, the queries of a group are
 * multiplied with them at once. In a graph that is built for generation, keys and values of earlier tokens come first.
 * @returns [batch, heads, query, size]
 */
export function attend(g: Graph, taps: Taps, { query, scale, bias, dropout, ...own }: AttentionParts): Value {
  const { key, value } = taps.remember(own);
  const kvHeads = dimAt(key.shape, 1);
  const products = g.matmul(grouped(g, query, kvHeads), key, { transposeB: true });
  const perHead = [...query.shape.slice(0, 3), dimAt(key.shape, 2)];
  // Scaled before it is given another shape, so that ONNX Runtime can scale within the product.
  const scores = g.add(reshaped(g, g.scale(products, scale), perHead), bias);
  const probabilities = taps.attention({ query, key, scores, probabilities: g.softmax(scores), scale });
  const kept = g.dropout(probabilities, dropout);
  return reshaped(g, g.matmul(grouped(g, kept, kvHeads), value), [...query.shape.slice(0, 3), dimAt(value.shape, 3)]);
}

/** [batch, heads, query, n] with the rows of heads that share keys as one matrix: [batch, kvHeads, group * query, n]. */
function grouped(g: Graph, x: Value, kvHeads: Dim): Value {
  const [batch, heads, rows, size] = [0, 1, 2, 3].map((axis) => dimAt(x.shape, axis)) as [Dim, Dim, Dim, Dim];
  if (typeof heads === 'string' || typeof kvHeads === 'string')
    throw new GraphError('The number of heads is not known');
  return reshaped(g, x, [batch, kvHeads, heads === kvHeads ? rows : product([heads / kvHeads, rows]), size]);
}

function reshaped(g: Graph, x: Value, shape: Shape): Value {
  return sameShape(x.shape, shape) ? x : g.reshape(x, shape);
}
