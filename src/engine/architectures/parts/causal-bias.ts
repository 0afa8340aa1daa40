import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import { maskBias } from './attention-bias';

/**
 * What is added to the attention scores of a decoder, as transformers' `create_causal_mask` and
 * `create_sliding_window_causal_mask` make it for eager attention: 0 where a query may see a key, else float32's minimum.
 * Query i sees the keys up to i, of them the last `window` where there is one, and never padding. A query that may see
 * nothing (padding on the left) gives every key the same weight. Order counts, not position ids.
 * @param mask int64 [batch, sequence], not 0 for real tokens
 * @param window the number of keys that a query sees, itself among them; null for all before it
 * @returns [batch, 1, sequence, sequence]
 */
export function causalBias(g: Graph, mask: Value, window: number | null): Value {
  const sequence = dimAt(mask.shape, 1);
  const places = g.range(sequence);
  const [query, key] = [g.reshape(places, [sequence, 1]), g.reshape(places, [1, sequence])];
  const before = g.lessOrEqual(key, query);
  const seen = window === null ? before : g.and(before, g.less(g.sub(query, g.integer(window)), key));
  const real = g.cast(g.reshape(mask, [dimAt(mask.shape, 0), 1, 1, sequence]), 'bool');
  return maskBias(g, g.and(seen, real));
}
