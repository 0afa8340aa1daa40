import type { AttentionSite } from './attention-sites';
import { isUnnamed } from './fused/split-norm';
import type { GraphIndex } from './graph-index';
import { beforeForms, isNorm } from './operations';
import type { AttentionStack } from './order-layers';
import { layerStart, type LayerStart } from './residual-stream';
import { Signatures } from './signatures';
import { Unclear } from './unclear';

/** The hidden states of one stack, as the names of values: what enters the first layer, then what comes out of each. */
export interface HiddenStack {
  /** `self`: of a model with one stack. */
  readonly kind: 'self' | 'encoder' | 'decoder';
  readonly values: readonly string[];
}

/**
 * Finds the hidden states of each stack: what enters each layer, and what comes out of the last. The last one
 * is what the same operations make of the last layer's beginning as made the others of those before; where layers begin
 * with a norm, the same norm of it, which `transformers` applies at the end. A decoder's layer begins with the attention
 * to itself.
 * @throws Unclear where layers are not alike, or are fewer than two
 */
export function findHiddenStates(graph: GraphIndex, stacks: readonly AttentionStack[]): HiddenStack[] {
  return stacks.flatMap(({ kind, layers }) => (kind === 'cross' ? [] : [{ kind, values: statesOf(graph, layers) }]));
}

function statesOf(graph: GraphIndex, layers: readonly AttentionSite[]): string[] {
  const starts = layers.map((site) => layerStart(graph, site));
  const [first, second] = starts;
  if (first === undefined || second === undefined) {
    throw new Unclear('with a single layer, what comes out of it cannot be told from what comes after');
  }
  const states = [...starts.map(({ residual }) => residual), lastState(graph, new Signatures(graph), starts)];
  if (states.some(isUnnamed)) throw new Unclear('it keeps what enters its layers inside its operations');
  return states;
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
