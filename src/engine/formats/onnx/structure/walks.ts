import type { GraphIndex, GraphNode } from './graph-index';
import { Unclear } from './unclear';

/** More nodes, with what they read and make, than lie between the parts of one attention in any export. */
const maxSteps = 2000;

/** Which inputs of an operation its result is made of; null where a walk ends. */
type Passes = (node: GraphNode) => readonly string[] | null;

/**
 * Goes back from values through the nodes that `passes` lets through, and gives the nodes at which it ended.
 * @throws Unclear where it would go too far
 */
export function walkBack(graph: GraphIndex, from: readonly string[], passes: Passes): GraphNode[] {
  const seen = new Set<GraphNode>();
  const ends: GraphNode[] = [];
  const open = [...from];
  let steps = 0;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const node = graph.varies(value) ? graph.producer(value) : undefined;
    if (node === undefined || seen.has(node)) continue;
    seen.add(node);
    steps += 1 + node.inputs.length;
    if (steps > maxSteps) throw new Unclear('what belongs together is too far apart in it');
    const inputs = passes(node);
    if (inputs === null) ends.push(node);
    else open.push(...inputs);
  }
  return ends;
}

/** What is between a value and an operation that reads it. */
export interface Reached {
  readonly node: GraphNode;
  /** The value by which it was reached. */
  readonly value: string;
}

/**
 * Goes forward from a value through the nodes that `passes` lets through, and gives the others that read it, in the
 * order of the file.
 * @throws Unclear where it would go too far
 */
export function walkForward(graph: GraphIndex, from: string, passes: (node: GraphNode) => boolean): Reached[] {
  const seen = new Set<GraphNode>();
  const ends: Reached[] = [];
  const open = [from];
  let steps = 0;
  for (let value = open.shift(); value !== undefined; value = open.shift()) {
    for (const node of graph.consumers(value)) {
      if (seen.has(node)) continue;
      seen.add(node);
      steps += 1 + node.outputs.length;
      if (steps > maxSteps) throw new Unclear('what belongs together is too far apart in it');
      if (passes(node)) open.push(...node.outputs.filter((name) => name !== ''));
      else ends.push({ node, value });
    }
  }
  return ends.toSorted((a, b) => a.node.index - b.node.index);
}
