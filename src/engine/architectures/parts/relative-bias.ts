import type { Graph } from '../../graph/graph';
import type { Dim, Value } from '../../graph/types';
import { relativeBuckets, type RelativeBuckets } from './relative-buckets';

/**
 * `compute_bias` of modeling_t5.py: what is added to the attention scores for how far a key is from a query. The table
 * of biases by bucket is first made one by distance, which is then read at every pair.
 * @param table [buckets, heads]
 * @param length of queries and keys
 * @returns [1, heads, length, length]
 */
export function relativeBias(g: Graph, table: Value, heads: number, length: Dim, kind: RelativeBuckets): Value {
  const buckets = BigInt64Array.from(relativeBuckets(kind), BigInt);
  const byDistance = g.embedding(table, g.constant('int64', [buckets.length], buckets));
  const places = g.range(length);
  const distance = g.sub(g.reshape(places, [1, length]), g.reshape(places, [length, 1]));
  const row = g.max(g.min(g.add(distance, g.integer(kind.maxDistance)), g.integer(buckets.length - 1)), g.integer(0));
  return g.reshape(g.transpose(g.embedding(byDistance, row), [2, 0, 1]), [1, heads, length, length]);
}
