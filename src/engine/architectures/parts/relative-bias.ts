import type { Graph } from '../../graph/graph';
import type { Dim, Value } from '../../graph/types';
import { placesOf } from './past-tokens';
import { relativeBuckets, type RelativeBuckets } from './relative-buckets';

/**
 * `compute_bias` of modeling_t5.py: what is added to the attention scores for how far a key is from a query. The table
 * of biases by bucket is first made one by distance, which is then read at every pair.
 * @param table [buckets, heads]
 * @param length of queries; keys are those and the ones that are remembered
 * @returns [1, heads, query, key]
 */
export function relativeBias(g: Graph, table: Value, heads: number, length: Dim, kind: RelativeBuckets): Value {
  const buckets = BigInt64Array.from(relativeBuckets(kind), BigInt);
  const byDistance = g.embedding(table, g.constant('int64', [buckets.length], buckets));
  const keys = g.withPast(length);
  const looking = placesOf(g, length);
  const places = keys === length ? looking : g.range(keys);
  const distance = g.sub(g.reshape(places, [1, keys]), g.reshape(looking, [length, 1]));
  const row = g.max(g.min(g.add(distance, g.integer(kind.maxDistance)), g.integer(buckets.length - 1)), g.integer(0));
  return g.reshape(g.transpose(g.embedding(byDistance, row), [2, 0, 1]), [1, heads, length, keys]);
}
