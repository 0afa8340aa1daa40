import type { GraphIndex } from './graph-index';
import { beforeForms, isNorm } from './operations';
import type { AttentionStack } from './order-layers';
import { layerStart, type LayerStart } from './residual-stream';
import { Signatures } from './signatures';
import { Unclear } from './unclear';

/** A value of the graph that is a hidden state. */
export interface HiddenState {
  readonly value: string;
}

/**
 * Finds the hidden states of a model with one stack: what enters each layer, and what comes out of the last. The last one
 * is what the same operations make of the last layer's beginning as made the others of those before; where layers begin
 * with a norm, the same norm of it, which `transformers` applies at the end.
 * @throws Unclear where layers are not alike, or are fewer than two
 */
export function findHiddenStates(graph: GraphIndex, stacks: readonly AttentionStack[]): HiddenState[] {
  const [stack, ...others] = stacks;
  if (stack === undefined || others.length > 0) throw new Unclear('it has two stacks');
  const starts = stack.layers.map((site) => layerStart(graph, site));
  const [first, second] = starts;
  const last = starts.at(-1);
  if (first === undefined || second === undefined || last === undefined) {
    throw new Unclear('with a single layer, what comes out of it cannot be told from what comes after');
  }
  const signatures = new Signatures(graph);
  const end = lastState(graph, signatures, starts);
  return [...starts.map(({ residual }) => ({ value: residual })), { value: end }];
}

function lastState(graph: GraphIndex, signatures: Signatures, starts: readonly LayerStart[]): string {
  const layers = new Set<number>();
  const norms = new Set<number>();
  starts.forEach(({ residual, attended }, index) => {
    const next = starts[index + 1]?.residual ?? attended;
    const end = Math.max(placeOf(graph, next), placeOf(graph, attended));
    const found = signatures.from(residual, end);
    const [layer, norm] = [found.get(next), found.get(attended)];
    if (layer === undefined || norm === undefined) throw new Unclear('its layers do not build on each other');
    if (next !== attended) layers.add(layer);
    if (residual !== attended) norms.add(norm);
  });
  const last = starts.at(-1)?.residual ?? '';
  const out = only(signatures.from(last, graph.nodes.length), layers);
  if (norms.size > 0) return only(signatures.from(out, graph.nodes.length), norms);
  if (starts.slice(1).some(({ residual }) => !isNormed(graph, residual))) {
    throw new Unclear('whether its last state passes a norm cannot be told');
  }
  return out;
}

/** The one value that was made in one of these ways. */
function only(found: ReadonlyMap<string, number>, ways: ReadonlySet<number>): string {
  const [value, ...others] = [...found].flatMap(([name, way]) => (ways.has(way) ? [name] : []));
  if (value === undefined || others.length > 0) throw new Unclear('its last layer is not built as the others are');
  return value;
}

/** True for what a norm gave, in one operation or with its bias or weight last. */
function isNormed(graph: GraphIndex, value: string): boolean {
  const node = graph.producer(beforeForms(graph, value));
  if (node === undefined) return false;
  return isNorm(node) || ((node.op === 'Add' || node.op === 'Mul') && node.inputs.some((each) => !graph.varies(each)));
}

function placeOf(graph: GraphIndex, value: string): number {
  return graph.producer(value)?.index ?? -1;
}
