import type { GraphProto, NodeProto } from '../generated/onnx_pb';
import { nodesIn } from '../reading/nested';
import { splitNorm } from './fused/split-norm';
import { Unclear } from './unclear';

/** A node of a graph, as the finders of this folder read it. */
export interface GraphNode {
  /** Its place among the nodes, which are in the order of the file. */
  readonly index: number;
  /** `MatMul`, or with its domain where it is not ONNX's own: `com.microsoft.Attention`. */
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Inputs, and what graphs inside the node read. */
  readonly reads: readonly string[];
  /** A whole number among its attributes; null where it has none of the name. */
  readonly integer: (name: string) => number | null;
  readonly integers: (name: string) => readonly number[];
  /** A number of any kind among its attributes; null where it has none of the name. */
  readonly float: (name: string) => number | null;
}

/**
 * The main graph of an ONNX file by values: which node makes one, which read it, and which are the same in every run
 * because they depend on no input. Graphs inside nodes (If, Loop) are not looked into.
 */
export class GraphIndex {
  readonly nodes: readonly GraphNode[];
  readonly #producers = new Map<string, GraphNode>();
  readonly #consumers = new Map<string, GraphNode[]>();
  readonly #constants: Set<string>;

  /**
   * @param opset version of ONNX's own operators
   * @throws Unclear for nodes that are not in order (so for cycles), and for values that are made twice
   */
  constructor(
    graph: GraphProto,
    readonly opset: number,
  ) {
    this.#constants = new Set(graph.initializer.map(({ name }) => name));
    const known = new Set([...this.#constants, ...graph.input.map(({ name }) => name)]);
    this.nodes = graph.node
      .map(nodeOf)
      .flatMap(splitNorm)
      .map((node, index) => ({ ...node, index }));
    for (const node of this.nodes) this.#add(node, known);
  }

  /** The node that makes a value; undefined for inputs and weights. */
  producer(value: string): GraphNode | undefined {
    return this.#producers.get(value);
  }

  /** The nodes that read a value, in the order of the file. */
  consumers(value: string): readonly GraphNode[] {
    return this.#consumers.get(value) ?? [];
  }

  /** True for weights and for what is computed from weights alone. */
  isConstant(value: string): boolean {
    return this.#constants.has(value);
  }

  /** True for what depends on the inputs of a run. */
  varies(value: string | undefined): value is string {
    return value !== undefined && value !== '' && !this.#constants.has(value);
  }

  #add(node: GraphNode, known: Set<string>): void {
    const outputs = node.outputs.filter((name) => name !== '');
    if (node.inputs.some((name) => name !== '' && !known.has(name))) throw new Unclear('its nodes are not in order');
    if (outputs.some((name) => known.has(name)) || new Set(outputs).size < outputs.length) {
      throw new Unclear('it makes a value twice');
    }
    const reads = node.reads.filter((name) => name !== '');
    for (const name of new Set(reads)) {
      const consumers = this.#consumers.get(name);
      if (consumers === undefined) this.#consumers.set(name, [node]);
      else consumers.push(node);
    }
    const isConstant = reads.every((name) => this.#constants.has(name));
    for (const name of outputs) {
      known.add(name);
      this.#producers.set(name, node);
      if (isConstant) this.#constants.add(name);
    }
  }
}

/** The name of an operation, with its domain where it is not ONNX's own. */
export function operationOf({ domain, opType }: Pick<NodeProto, 'domain' | 'opType'>): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`;
}

function nodeOf({ domain, opType, input, output, attribute }: NodeProto, index: number): GraphNode {
  const inner = attribute.flatMap(({ g, graphs }) => [...(g ? [g] : []), ...graphs]);
  const find = (name: string) => attribute.find((each) => each.name === name);
  return {
    index,
    op: operationOf({ domain, opType }),
    inputs: input,
    outputs: output,
    reads: inner.length === 0 ? input : [...input, ...inner.flatMap(readsInside)],
    integer: (name) => {
      const found = find(name);
      return found === undefined ? null : Number(found.i);
    },
    integers: (name) => (find(name)?.ints ?? []).map(Number),
    float: (name) => find(name)?.f ?? null,
  };
}

function readsInside({ node, output }: GraphProto): string[] {
  return [...[...nodesIn(node)].flatMap(({ input }) => input), ...output.map(({ name }) => name)];
}
