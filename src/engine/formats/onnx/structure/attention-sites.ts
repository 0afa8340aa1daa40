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
  /** True where the operation must be asked for them: `probabilities` is then a name that the file does not have yet. */
  readonly onDemand: boolean;
  /** The axis that softmax goes over, which must be the last. */
  readonly axis: number;
  readonly query: string;
  readonly values: string;
  /** The product of probabilities and values. */
  readonly context: string;
}

const maxCandidates = 1024;

/** How an operation that holds a whole attention is told to give its probabilities as one of its results. */
export interface Demand {
  readonly attribute: string;
  readonly value: number;
  /** Which of its results they are. */
  readonly output: number;
}

/** ONNX's own operator (from 23), and ONNX Runtime's for decoders: what each gives after softmax. */
const demands: ReadonlyMap<string, Demand> = new Map([
  ['Attention', { attribute: 'qk_matmul_output_mode', value: 3, output: 3 }],
  ['com.microsoft.GroupQueryAttention', { attribute: 'qk_output', value: 2, output: 3 }],
]);

/** @param op as {@link GraphNode} has it; null for an operation that cannot be asked */
export function demandOf(op: string): Demand | null {
  return demands.get(op) ?? null;
}

/** Operations that hold an attention and keep its probabilities to themselves. */
const closed = /^com\.microsoft\.(?:\w*Attention|EPContext)$/;

/**
 * Every attention of a graph: a softmax of a product of two matrices that depend on the text, which is then multiplied with a
 * third; or the operator Attention.
 * @throws Unclear for one that is none of these, and where it cannot be told apart
 */
export function attentionSites(graph: GraphIndex): AttentionSite[] {
  const hidden = graph.nodes.find(({ op }) => closed.test(op) && !demands.has(op));
  if (hidden !== undefined) {
    const op = hidden.op.slice(hidden.op.lastIndexOf('.') + 1);
    throw new Unclear(`it computes attention in one fused operation (${op}), which keeps the weights to itself`);
  }
  const candidates = graph.nodes.filter(({ op }) => op === 'Softmax' || demands.has(op));
  if (candidates.length > maxCandidates) throw new Unclear('it has more attentions than any model');
  return candidates.flatMap((node) => {
    const demand = demandOf(node.op);
    return demand === null ? softmaxSite(graph, node) : [operatorSite(node, demand)];
  });
}

/** Queries, keys and values may come in one. */
function operatorSite(node: GraphNode, { attribute, value, output }: Demand): AttentionSite {
  const [query = '', , values = ''] = node.inputs;
  const [context = ''] = node.outputs;
  const given = node.outputs[output] ?? '';
  if (given !== '' && node.integer(attribute) !== value)
    throw new Unclear('its attention gives scores of another kind');
  const probabilities = given === '' ? `${context} probabilities` : given;
  return { node, probabilities, onDemand: given === '', axis: -1, query, values: values || query, context };
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
      onDemand: false,
      axis,
      query,
      values,
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
