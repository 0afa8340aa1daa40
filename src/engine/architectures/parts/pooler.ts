import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';
import type { Weights } from './weights';

/** `BertPooler`: tanh of a linear layer on the first token, [batch, sequence, hidden] to [batch, hidden]. */
export function firstTokenPooler(g: Graph, x: Value, weights: Weights, hiddenSize: number): Value {
  return g.tanh(weights.linear('dense', g.select(x, 1, 0), hiddenSize));
}
