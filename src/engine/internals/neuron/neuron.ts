import type { Neuron } from '../../../common/contracts/internals/attention';
import type { AttentionKind } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { dot } from '../hidden/vectors';
import { neuronNames } from '../recompute/layer-parts';
import { matricesOf, type InspectedRow } from '../store/inspected-row';
import type { FloatTensor } from '../store/kept-tensors';
import type { TokenFacts } from '../tokens/token-facts';

/** One weight of one head; `query` and `key` are tokens of the row. */
export interface NeuronChoice {
  readonly kind: AttentionKind;
  readonly layer: number;
  readonly head: number;
  readonly query: number;
  readonly key: number;
}

/**
 * How a head comes to a weight: the query, the key, their product by dimension, the score and its softmax.
 * @throws LensError `unsupported` where the model cannot be looked into so far, `usage` for what is not there
 */
export async function neuronOf(row: InspectedRow, choice: NeuronChoice, signal: CancellationSignal): Promise<Neuron> {
  const { layers } = matricesOf(row, choice.kind);
  const { stack, queries, keys } = layers;
  if (!stack.neurons) {
    throw new LensError(
      'unsupported',
      'Queries and keys cannot be taken out of this file.',
      'Where the model has a safetensors file, that one shows them.',
    );
  }
  check('layer', choice.layer, 0, stack.layers);
  check('head', choice.head, 0, stack.heads);
  check('query', choice.query, queries.from, queries.to);
  check('key', choice.key, keys.from, keys.to);
  const names = neuronNames(stack, choice.layer);
  const tensors = await row.compute(Object.values(names), signal);
  const [query, key] = [choice.query - queries.from, choice.key - keys.from];
  const vector = (name: string, at: number): Float32Array =>
    vectorOf(tensors.get(name), { head: choice.head, heads: stack.heads, at });
  const parts = { query: vector(names.queries, query), key: vector(names.keys, key) };
  const [scores, weights] = [vector(names.scores, query), vector(names.attentions, query)];
  const scale = row.scales.get(names.attentions) ?? NaN;
  const product = parts.query.map((value, index) => value * (parts.key[index] ?? 0));
  const score = scores[key] ?? NaN;
  return {
    query: parts.query.slice(),
    key: parts.key.slice(),
    product: Float32Array.from(product),
    scale,
    bias: biasOf(score, dot(parts.query, parts.key) * scale),
    score,
    weight: weights[key] ?? NaN,
    scores: byToken(scores, keys, NaN),
    weights: byToken(weights, keys, 0),
  };
}

function check(what: string, index: number, from: number, to: number): void {
  if (index >= from && index < to) return;
  throw new LensError('usage', `There is no ${what} ${index} here: they go from ${from} to ${to - 1}.`);
}

/**
 * One vector of [1, heads, tokens, size]. Where keys have fewer heads than queries, neighbouring heads share one (grouped
 * queries).
 */
function vectorOf(
  tensor: FloatTensor | undefined,
  { head, heads, at }: { readonly head: number; readonly heads: number; readonly at: number },
): Float32Array {
  if (tensor === undefined) throw new LensError('internal', 'A vector of the layer was not computed.');
  const [, own = 1, tokens = 0, size = 0] = tensor.dims;
  const start = (Math.floor((head * own) / heads) * tokens + at) * size;
  return tensor.data.subarray(start, start + size);
}

/** What was added to the product; rounding of float32 is no addition. */
function biasOf(score: number, product: number): number {
  const bias = score - product;
  return Math.abs(bias) <= 1e-5 * Math.max(1, Math.abs(product)) ? 0 : bias;
}

/** Values of real tokens by token of the row. */
function byToken(values: Float32Array, { length, from }: TokenFacts, padding: number): Float32Array<ArrayBuffer> {
  const all = new Float32Array(length).fill(padding);
  all.set(values, from);
  return all;
}
