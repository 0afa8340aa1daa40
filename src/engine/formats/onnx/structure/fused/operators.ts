import type { AttentionSite } from '../attention-sites';
import type { GraphIndex, GraphNode } from '../graph-index';
import { orUnclear, Unclear } from '../unclear';
import { recomputed } from './contrib-attention';
import { maskOf } from './mask';

/** ONNX's own operator (from 23), and ONNX Runtime's for decoders: how each is told to give what it has after softmax. */
const asked: ReadonlyMap<string, { readonly attribute: string; readonly value: number; readonly output: number }> =
  new Map([
    ['Attention', { attribute: 'qk_matmul_output_mode', value: 3, output: 3 }],
    ['com.microsoft.GroupQueryAttention', { attribute: 'qk_output', value: 2, output: 3 }],
  ]);

/** ONNX Runtime's that are given a mask, and which of their inputs it is. */
const masked: ReadonlyMap<string, number> = new Map([
  ['com.microsoft.Attention', 3],
  ['com.microsoft.QAttention', 5],
  ['com.microsoft.MultiHeadAttention', 4],
]);
/** Those that begin with the text itself: queries, keys and values are projected inside. */
const projecting = new Set(['com.microsoft.Attention', 'com.microsoft.QAttention']);
const covered = new Set([...asked.keys(), ...masked.keys()]);

/** Operations that hold an attention and keep its probabilities to themselves. */
const closed = /^com\.microsoft\.(?:\w*Attention|EPContext)$/;

/** True for an operation that holds a whole attention whose probabilities can be had. */
export function isAttentionOperator({ op }: GraphNode): boolean {
  return covered.has(op);
}

/** True for an operation that holds a whole attention whose probabilities cannot be had. */
export function isClosed({ op }: GraphNode): boolean {
  return closed.test(op) && !covered.has(op);
}

/**
 * An operation that holds a whole attention. Queries, keys and values may come in one.
 * @throws Unclear where it cannot be told what it computes
 */
export function operatorSite(graph: GraphIndex, node: GraphNode): AttentionSite {
  const [query = '', , values = ''] = node.inputs;
  const [context = ''] = node.outputs;
  const isProjecting = projecting.has(node.op);
  const common = {
    ...{ node, axis: -1, query, values: isProjecting || values === '' ? query : values, context },
    attended: isProjecting ? query : null,
    isUnwritten: node.op === lengthsOperator,
  };
  const way = asked.get(node.op);
  const own = `${context} probabilities`;
  if (way === undefined) return { ...common, probabilities: own, demand: recomputed(graph, node, own) };
  const { attribute, value, output } = way;
  const named = node.outputs[output] ?? '';
  if (named === '') return { ...common, probabilities: own, demand: { kind: 'result', madeBy: context, ...way } };
  if (node.integer(attribute) !== value) throw new Unclear('its attention gives scores of another kind');
  return { ...common, probabilities: named, demand: null };
}

/** Takes the lengths of texts, and writes nothing for what is behind their ends. */
const lengthsOperator = 'com.microsoft.GroupQueryAttention';

/**
 * True where an attention is told how long texts are instead of which tokens are padding: what comes before a text then
 * passes for a part of it.
 */
export function readsLengths(graph: GraphIndex): boolean {
  return graph.nodes.some(({ op, inputs }) => {
    const place = masked.get(op);
    if (place === undefined) return op === lengthsOperator;
    const mask = orUnclear(() => maskOf(graph, inputs[place]));
    return mask !== null && !(mask instanceof Unclear) && mask.kind === 'ends';
  });
}
