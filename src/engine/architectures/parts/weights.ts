import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';

/** Finds the tensor of a checkpoint that a module's parameter is stored as. Old names and prefixes are its business. */
export interface WeightBinding {
  /** True when the checkpoint has the tensor. */
  has(name: string): boolean;
  /**
   * The tensor's own name in the checkpoint.
   * @throws LensError `missing-weights` when it is not there, `bad-file` when it has another shape than config.json says
   */
  find(name: string, shape: readonly number[]): string;
}

/** The weights below one module, by the names of the `transformers` module tree. */
export class Weights {
  readonly #graph: Graph;
  readonly #binding: WeightBinding;
  readonly #path: string;

  constructor(graph: Graph, binding: WeightBinding, path = '') {
    this.#graph = graph;
    this.#binding = binding;
    this.#path = path;
  }

  /** The weights of a module inside this one. */
  at(name: string): Weights {
    return new Weights(this.#graph, this.#binding, this.#pathOf(name));
  }

  /** The weights of the numbered modules of a list, one by one: `encoder.layer.0`, `encoder.layer.1`, ... */
  *layers(name: string, count: number): Generator<Weights> {
    for (let index = 0; index < count; index++) yield this.at(`${name}.${index}`);
  }

  has(name: string): boolean {
    return this.#binding.has(this.#pathOf(name));
  }

  /** A tensor of the shape that the config asks for. */
  parameter(name: string, shape: readonly number[]): Value {
    return this.#graph.parameter(this.#binding.find(this.#pathOf(name), shape), shape);
  }

  /** A `torch.nn.Linear`, with its bias unless it has none: x [..., in] becomes [..., size]. */
  linear(name: string, x: Value, size: number, bias: 'bias' | 'no bias' = 'bias'): Value {
    const weight = this.parameter(`${name}.weight`, [size, numberAt(x, -1)]);
    const added = bias === 'bias' ? this.parameter(`${name}.bias`, [size]) : null;
    return this.#graph.label(this.#pathOf(name), this.#graph.linear(x, weight, added));
  }

  /** A `Conv1D` of GPT-2: a linear layer whose matrix is stored as [in, out]. */
  conv1d(name: string, x: Value, size: number): Value {
    const weight = this.parameter(`${name}.weight`, [numberAt(x, -1), size]);
    const bias = this.parameter(`${name}.bias`, [size]);
    return this.#graph.label(this.#pathOf(name), this.#graph.linear(x, weight, bias, 'in-out'));
  }

  /** A `torch.nn.LayerNorm` over the last axis. */
  norm(name: string, x: Value, epsilon: number): Value {
    const shape = [numberAt(x, -1)];
    const weight = this.parameter(`${name}.weight`, shape);
    const bias = this.parameter(`${name}.bias`, shape);
    return this.#graph.label(this.#pathOf(name), this.#graph.layerNorm(x, weight, bias, epsilon));
  }

  /** An RMS norm as T5 and Llama have it, over the last axis. */
  rmsNorm(name: string, x: Value, epsilon: number): Value {
    const weight = this.parameter(`${name}.weight`, [numberAt(x, -1)]);
    return this.#graph.label(this.#pathOf(name), this.#graph.rmsNorm(x, weight, epsilon));
  }

  /**
   * A `torch.nn.Embedding` of `rows` vectors of `size`.
   * @param paddingIndex its `padding_idx`, whose vector is not trained; null where there is none
   */
  embedding(name: string, ids: Value, rows: number, size: number, paddingIndex: number | null = null): Value {
    return this.#graph.embedding(this.parameter(`${name}.weight`, [rows, size]), ids, paddingIndex);
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}

/** The size of an axis that must be a number. */
function numberAt(x: Value, axis: number): number {
  const dim = x.shape.at(axis);
  if (typeof dim !== 'number') throw new TypeError(`The size at axis ${axis} is not known`);
  return dim;
}
