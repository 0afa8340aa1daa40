import type { GraphIndex, GraphNode } from './graph-index';

/** Results that tell sizes, not what was computed. */
const sizes = new Set(['Shape', 'Size']);
const shaping = ['axis', 'to', 'transB', 'transA'];
const listed = ['perm', 'axes'];

/**
 * Tells how values are computed from one value, so that layers can be compared: two values have the same number when the
 * same operations lead to them, each from its own start. What does not come from the start (weights, masks, positions)
 * counts as alike.
 */
export class Signatures {
  readonly #graph: GraphIndex;
  readonly #numbers = new Map<string, number>();

  constructor(graph: GraphIndex) {
    this.#graph = graph;
  }

  /** The numbers of all values that come from `start`, up to the node at `end` (its place in the file). */
  from(start: string, end: number): Map<string, number> {
    const found = new Map([[start, 0]]);
    const first = (this.#graph.producer(start)?.index ?? -1) + 1;
    for (const node of this.#graph.nodes.slice(first, end + 1)) {
      if (sizes.has(node.op) || !node.inputs.some((value) => found.has(value))) continue;
      const key = this.#describe(node, found);
      node.outputs.forEach((value, index) => {
        if (value !== '') found.set(value, this.#number(`${key}#${index}`));
      });
    }
    return found;
  }

  #describe(node: GraphNode, found: ReadonlyMap<string, number>): string {
    const inputs = node.inputs.map((value) => found.get(value) ?? '');
    const numbers = shaping.map((name) => node.integer(name) ?? '');
    const lists = listed.map((name) => node.integers(name).join());
    return [node.op, ...numbers, ...lists, inputs.join()].join(':');
  }

  #number(key: string): number {
    const known = this.#numbers.get(key) ?? this.#numbers.size + 1;
    this.#numbers.set(key, known);
    return known;
  }
}
