import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

/** The inputs of a text encoder, with Optimum's names; all int64 [batch, sequence]. */
export type InputName = 'input_ids' | 'attention_mask' | 'token_type_ids' | 'position_ids';

/** Gives a model its inputs; those it does not ask for are not part of the graph. */
export class Inputs {
  readonly #graph: Graph;
  readonly #values = new Map<InputName, Value>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  get(name: InputName): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = this.#graph.input(name, 'int64', ['batch', 'sequence']);
    this.#values.set(name, value);
    return value;
  }
}
