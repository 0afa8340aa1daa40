import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';

const float32Min = -3.4028234663852886e38;

/**
 * What is added to attention scores so that keys which are padding get no weight: 0 where the mask is set, else
 * float32's minimum, as transformers' `create_bidirectional_mask` makes it for eager attention. A query that may see
 * nothing then gives every key the same weight.
 * @param mask int64 [batch, key], not 0 for real tokens
 * @returns [batch, 1, 1, key]
 */
export function paddingBias(g: Graph, mask: Value): Value {
  const seen = g.cast(g.reshape(mask, [dimAt(mask.shape, 0), 1, 1, dimAt(mask.shape, 1)]), 'bool');
  return maskBias(g, seen);
}

/** 0 where a key may be seen, else float32's minimum: what is added to scores so that the others get no weight. */
export function maskBias(g: Graph, seen: Value): Value {
  return g.where(seen, g.scalar(0), g.scalar(float32Min));
}
