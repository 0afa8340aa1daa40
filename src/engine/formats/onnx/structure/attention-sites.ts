import type { Demand } from './fused/demand';
import { isAttentionOperator, isClosed, operatorSite } from './fused/operators';
import type { GraphIndex, GraphNode } from './graph-index';
import { goBack, isForm, isInnerProduct, isLinear, isPointwise, isProduct } from './operations';
import { Unclear } from './unclear';
import { walkBack, walkForward } from './walks';

/** A place in a graph where the probabilities of one attention are. */
export interface AttentionSite {
  /** Softmax, or an operation that holds a whole attention. */
  readonly node: GraphNode;
  /** The value that holds the probabilities as they are multiplied with the values. */
  readonly probabilities: string;
  /** How they are had where `probabilities` is a name that the file does not have yet; null where it has. */
  readonly demand: Demand | null;
  /** True for an operation that leaves what belongs to padding unwritten. */
  readonly isUnwritten: boolean;
  /** The axis that softmax goes over, which must be the last. */
  readonly axis: number;
  readonly query: string;
  readonly values: string;
  /** What queries and values are projected of, where the operation itself projects; else null. */
  readonly attended: string | null;
  /** The product of probabilities and values. */
  readonly context: string;
}

const maxCandidates = 1024;

/**
 * Every attention of a graph: a softmax of a product of two matrices that depend on the text, which is then multiplied with a
 * third; or an operation that holds a whole attention.
 * @throws Unclear for one that is none of these, and where it cannot be told apart
 */
export function attentionSites(graph: GraphIndex): AttentionSite[] {
  const hidden = graph.nodes.find(isClosed);
  if (hidden !== undefined) {
    const op = hidden.op.slice(hidden.op.lastIndexOf('.') + 1);
    throw new Unclear(`it computes attention in one fused operation (${op}), which keeps the weights to itself`);
  }
  const candidates = graph.nodes.filter((node) => node.op === 'Softmax' || isAttentionOperator(node));
  if (candidates.length > maxCandidates) throw new Unclear('it has more attentions than any model');
  return candidates.flatMap((node) =>
    isAttentionOperator(node) ? [operatorSite(graph, node)] : softmaxSite(graph, node),
  );
}

function softmaxSite(graph: GraphIndex, node: GraphNode): AttentionSite[] {
  const [input = ''] = node.inputs;
  const [output = ''] = node.outputs;
  if (!graph.varies(input)) return [];
  const scores = scoresOf(graph, input);
  if (scores.length === 0) return [];
  const contexts = walkForward(graph, output, (each) => isForm(each) || isPointwise(each)).filter(
    (each) => isProduct(each.node) && each.node.inputs.slice(0, 2).includes(each.value),
  );
  const [context, ...others] = contexts;
  if (context === undefined) return [];
  const [probabilities = '', values = ''] = context.node.inputs;
  if (others.length > 0 || probabilities !== context.value || !graph.varies(values)) {
    throw new Unclear('what its attention is multiplied with cannot be told');
  }
  const axis = node.integer('axis') ?? (graph.opset < 13 ? 1 : -1);
  const query = scores[0]?.inputs[0] ?? '';
  if (!textsComeFirst(graph, query) || !textsComeFirst(graph, values)) {
    throw new Unclear('its attention does not have the texts of a batch first');
  }
  return [
    {
      node,
      probabilities: readable(graph, probabilities),
      demand: null,
      isUnwritten: false,
      axis,
      query,
      values,
      attended: null,
      context: context.node.outputs[0] ?? '',
    },
  ];
}

/** The products that scores are made of; masks, scales and biases are on the way. */
function scoresOf(graph: GraphIndex, input: string): GraphNode[] {
  const ends = walkBack(graph, [input], (node) => {
    if (isProduct(node)) return null;
    if (node.op === 'GatherElements' || isPointwise(node)) return node.inputs;
    return isForm(node) && node.op !== 'Gather' ? node.inputs.slice(0, 1) : null;
  });
  const products = ends.filter((node) => isInnerProduct(graph, node)).toSorted((a, b) => a.index - b.index);
  // A product with weights right before softmax is that of a pooling head or of a router, not of queries and keys.
  return ends.some((node) => isLinear(graph, node)) && products.length === 0 ? [] : products;
}

/** True where the first axis stays the first, from the linear layer on. */
function textsComeFirst(graph: GraphIndex, value: string): boolean {
  const moves = (node: GraphNode) => node.op === 'Transpose' && node.integers('perm')[0] !== 0;
  const before = graph.producer(goBack(graph, value, (node) => isForm(node) && !moves(node)));
  return before === undefined || !moves(before);
}

const float32 = 1;
const float16 = 10;

/** The value before it is quantised, or cast to numbers that cannot be shown. */
function readable(graph: GraphIndex, value: string): string {
  return goBack(graph, value, (node) => {
    if (node.op === 'Cast') return node.integer('to') !== float32 && node.integer('to') !== float16;
    return node.op === 'DynamicQuantizeLinear' || node.op === 'QuantizeLinear';
  });
}
