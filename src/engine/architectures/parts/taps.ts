import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

/** Makes the values that the Lens looks at results of the graph, named and numbered as in `transformers`' outputs. */
export class Taps {
  readonly #graph: Graph;
  #hiddenStates = 0;
  #attentions = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** What enters the first layer, then what comes out of each: [batch, sequence, hidden]. */
  hiddenState(x: Value): Value {
    this.#graph.output(`hidden_states.${this.#hiddenStates++}`, x);
    return x;
  }

  /** The attention probabilities of a layer: [batch, heads, query, key]. */
  attention(probabilities: Value): Value {
    this.#graph.output(`attentions.${this.#attentions++}`, probabilities);
    return probabilities;
  }
}
