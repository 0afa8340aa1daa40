import type { Graph } from '../../graph/graph';
import type { Dim, Value } from '../../graph/types';

/** The places of tokens in their text, int64 [tokens]: 0, 1, 2, ..., or on from the tokens that are remembered. */
export function placesOf(g: Graph, tokens: Dim): Value {
  return placesWithin(g, tokens, g.withPast(tokens));
}

/** The places of the last `tokens` of `all`. */
export function placesWithin(g: Graph, tokens: Dim, all: Dim): Value {
  const places = g.range(tokens);
  return all === tokens ? places : g.add(places, countBefore(g, tokens, all));
}

/** How many of `all` tokens come before the last `tokens`: an int64 number. */
export function countBefore(g: Graph, tokens: Dim, all: Dim): Value {
  return g.sub(g.maximum(g.range(all)), g.maximum(g.range(tokens)));
}
