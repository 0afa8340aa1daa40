import type { AttentionSite } from './attention-sites';
import type { GraphIndex, GraphNode } from './graph-index';
import { beforeForms, formsOf, isForm, isLinear, isNorm, isNormPart, isPointwise, termsOf } from './operations';
import { Unclear } from './unclear';
import { walkBack, walkForward } from './walks';

/** Where one layer begins. */
export interface LayerStart {
  /** What enters the layer: what its attention's result is added to. */
  readonly residual: string;
  /** What queries, keys and values are made of: the same, or its norm. */
  readonly attended: string;
}

/**
 * Finds what enters the layer of an attention: the value that the attention's result is added to, and of which, as it is
 * or through a norm, queries and values are projected.
 * @throws Unclear where this is not so
 */
export function layerStart(graph: GraphIndex, site: AttentionSite): LayerStart {
  const attended = attendedBy(graph, site);
  const sums = walkForward(graph, site.context, (node) => {
    if (residualOf(graph, node, attended) !== null) return false;
    return isForm(node) || isNorm(node) || isLinear(graph, node) || isPointwise(node) || isNormPart(node);
  });
  const [residual] = sums.flatMap(({ node }) => residualOf(graph, node, attended) ?? []);
  if (residual === undefined) throw new Unclear('what enters its layers cannot be told');
  return { residual, attended };
}

function attendedBy(graph: GraphIndex, site: AttentionSite): string {
  if (site.attended !== null) return beforeForms(graph, site.attended);
  const [attended, ...others] = projected(graph, site.values);
  if (attended === undefined || others.length > 0 || !projected(graph, site.query).includes(attended)) {
    throw new Unclear('what its attention is made of cannot be told');
  }
  return attended;
}

/** The values whose linear layers make a value, with their forms left off. */
function projected(graph: GraphIndex, value: string): string[] {
  const ends = walkBack(graph, [value], (node) => {
    if (isLinear(graph, node) || node.op === 'DynamicQuantizeLinear') return null;
    if (isForm(node)) return node.inputs.slice(0, 1);
    if (isPointwise(node) || isNormPart(node) || node.op === 'Concat') return node.inputs;
    return null;
  });
  const from = ends.filter((node) => isLinear(graph, node) || node.op === 'DynamicQuantizeLinear');
  return [...new Set(from.map(({ inputs }) => beforeForms(graph, inputs[0] ?? '')))];
}

/** The term of a sum that is the stream: that where `attended` comes from; null where there is none. */
function residualOf(graph: GraphIndex, node: GraphNode, attended: string): string | null {
  const terms = (termsOf(graph, node) ?? []).flatMap((value) => formsOf(graph, value));
  return terms.find((value) => leadsTo(graph, value, attended)) ?? null;
}

/** True where `attended` is `value` or a norm of it and of nothing else. */
function leadsTo(graph: GraphIndex, value: string, attended: string): boolean {
  if (value === attended) return true;
  const open = [attended];
  const seen = new Set<string>();
  let reached = false;
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each === value) {
      reached = true;
      continue;
    }
    if (!graph.varies(each) || seen.has(each)) continue;
    seen.add(each);
    const node = graph.producer(each);
    if (node === undefined || seen.size > maxNormParts || !(isNormPart(node) || isForm(node))) return false;
    open.push(...(isForm(node) ? node.inputs.slice(0, 1) : node.inputs.slice(0, 3)));
  }
  return reached;
}

/** More than norms have in parts. */
const maxNormParts = 40;
