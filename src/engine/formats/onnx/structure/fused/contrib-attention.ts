import type { GraphIndex, GraphNode } from '../graph-index';
import { goBack } from '../operations';
import { Unclear } from '../unclear';
import type { Demand } from './demand';
import { maskOf } from './mask';
import { NodeList } from './node-list';
import { addProbabilities, type Parts } from './probability-nodes';

/** ONNX Runtime's default for what masked scores get added. */
const maskedScore = -10_000;
/** Range is there from this operator set on. */
const leastOpset = 11;

/**
 * Nodes that compute the probabilities of ONNX Runtime's `Attention`, `QAttention` or `MultiHeadAttention`, which keep
 * them to themselves, from what these are given (their inputs and attributes: ContribOperators.md of ONNX Runtime).
 * @param result the name of what is made
 * @throws Unclear for forms that are not covered
 */
export function recomputed(graph: GraphIndex, node: GraphNode, result: string): Demand {
  if (graph.opset < leastOpset) throw new Unclear(`its operators are those of an old set (${graph.opset})`);
  const list = new NodeList(`${result} of`);
  addProbabilities(list, { ...general(node), ...partsOf(graph, node, list) }, result);
  return { kind: 'nodes', nodes: list.nodes, constants: list.constants };
}

type Given = Pick<Parts, 'query' | 'key' | 'pastKey' | 'mask' | 'bias'>;

function partsOf(graph: GraphIndex, node: GraphNode, list: NodeList): Given {
  if (node.op.endsWith('MultiHeadAttention')) return ofProjected(graph, node, list);
  return node.op.endsWith('QAttention') ? ofQuantised(graph, node, list) : ofText(graph, node, list);
}

function general(node: GraphNode): Pick<Parts, 'heads' | 'scale' | 'causal' | 'maskedScore'> {
  const heads = node.integer('num_heads') ?? 0;
  if (heads < 1) throw new Unclear('the number of heads of its attention cannot be told');
  if (['do_rotary', 'past_present_share_buffer'].some((name) => (node.integer(name) ?? 0) !== 0)) {
    throw new Unclear('its attention turns queries and keys by itself, or shares memory with earlier runs');
  }
  const scale = node.float('scale') ?? 0;
  return {
    heads,
    scale: scale === 0 ? null : scale,
    causal: node.integer('unidirectional') === 1,
    maskedScore: node.float('mask_filter_value') ?? maskedScore,
  };
}

const given = (name: string | undefined): string | null => name ?? null;
const present = (name: string | undefined): boolean => name !== undefined && name !== '';

/** Queries and keys are parts of one product of the text and the weights. */
function ofText(graph: GraphIndex, node: GraphNode, list: NodeList): Given {
  const [text = '', weights = '', bias, mask, past, added, pastLength] = node.inputs;
  if (present(pastLength)) throw new Unclear('its attention shares memory with earlier runs');
  const product = list.add('MatMul', [text, weights]);
  const all = present(bias) ? list.add('Add', [product, bias ?? '']) : product;
  const rest = { mask: maskOf(graph, mask), bias: present(added) ? given(added) : null };
  return { ...ofProduct(list, all, past, node.integers('qkv_hidden_sizes')), ...rest };
}

/**
 * The same of a text and weights that are whole numbers: the product of what they are above their zero points, times both
 * scales.
 */
function ofQuantised(graph: GraphIndex, node: GraphNode, list: NodeList): Given {
  const [text = '', weights = '', bias = '', scale = '', weightScale = '', mask, zero = '', weightZero = '', past] =
    node.inputs;
  const whole = list.add('MatMulInteger', [text, weights, zero, weightZero]);
  const product = list.add('Mul', [list.toFloat(whole), list.add('Mul', [scale, weightScale])]);
  const all = present(bias) ? list.add('Add', [product, bias]) : product;
  return { ...ofProduct(list, all, past, []), mask: maskOf(graph, mask), bias: null };
}

/** Queries and keys are the first and second part of a product, and the keys of earlier tokens the first of the past. */
function ofProduct(
  list: NodeList,
  all: string,
  past: string | undefined,
  [queries, keys]: readonly number[],
): Pick<Given, 'query' | 'key' | 'pastKey'> {
  const third = list.add('Div', [list.size(all, -1), list.integers([3])]);
  const end = queries === undefined ? third : list.integers([queries]);
  const keyEnd = list.add('Add', [end, keys === undefined ? third : list.integers([keys])]);
  const firstPast = () => list.add('Gather', [past ?? '', list.add('Squeeze', [list.integers([0])])], { axis: 0 });
  return {
    query: list.part(all, list.integers([0]), end),
    key: list.part(all, end, keyEnd),
    pastKey: present(past) ? firstPast() : null,
  };
}

/** Queries and keys are given, and may have a bias: one list for queries, keys and values. */
function ofProjected(graph: GraphIndex, node: GraphNode, list: NodeList): Given {
  const [query = '', key = '', , bias, mask, added, pastKey, , ...others] = node.inputs;
  if (others.some(present)) throw new Unclear('its attention shares memory with earlier runs');
  if (!comesByToken(graph, key)) throw new Unclear('its attention takes keys in a form that is not known');
  const size = list.size(query, -1);
  const withBias = (value: string, from: string, to: string) =>
    present(bias) ? list.add('Add', [value, list.part(bias ?? '', from, to)]) : value;
  return {
    query: withBias(query, list.integers([0]), size),
    key: withBias(key, size, list.add('Add', [size, size])),
    pastKey: present(pastKey) ? given(pastKey) : null,
    mask: maskOf(graph, mask),
    bias: present(added) ? given(added) : null,
  };
}

/** False for keys that are not there (they come with the queries), were turned to [rows, heads, tokens, size], or are an input. */
function comesByToken(graph: GraphIndex, key: string): boolean {
  if (key === '') return false;
  const producer = graph.producer(goBack(graph, key, ({ op }) => op === 'Cast' || op === 'Identity'));
  return producer !== undefined && producer.op !== 'Transpose' && producer.op !== 'Concat';
}
