import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';

/**
 * The last place of each text at which something holds; 0 where it holds nowhere.
 * @param holds bool [batch, sequence]
 * @returns int64 [batch]
 */
export function lastWhere(g: Graph, holds: Value): Value {
  return g.maximum(g.where(holds, g.range(dimAt(holds.shape, 1)), g.integer(0)));
}
