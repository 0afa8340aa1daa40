import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Dim, Value } from '../../graph/types';
import { maskBias } from './attention-bias';
import { placesWithin } from './past-tokens';

/**
 * What is added to the attention scores of a decoder, as transformers' `create_causal_mask` and
 * `create_sliding_window_causal_mask` make it for eager attention: 0 where a query may see a key, else float32's minimum.
 * Query i sees the keys up to i, of them the last `window` where there is one, and never padding. A query that may see
 * nothing (padding on the left) gives every key the same weight. Order counts, not position ids.
 * @param mask int64 [batch, key], not 0 for real tokens; of the tokens that are remembered as well
 * @param queries the number of tokens that look, which are the last of those that the mask is of
 * @param window the number of keys that a query sees, itself among them; null for all before it
 * @returns [batch, 1, query, key]
 */
export function causalBias(g: Graph, mask: Value, queries: Dim, window: number | null): Value {
  const keys = dimAt(mask.shape, 1);
  const places = g.range(keys);
  const looking = queries === keys ? places : placesWithin(g, queries, keys);
  const [query, key] = [g.reshape(looking, [queries, 1]), g.reshape(places, [1, keys])];
  const before = g.lessOrEqual(key, query);
  const seen = window === null ? before : g.and(before, g.less(g.sub(query, g.integer(window)), key));
  const real = g.cast(g.reshape(mask, [dimAt(mask.shape, 0), 1, 1, keys]), 'bool');
  return maskBias(g, g.and(seen, real));
}
