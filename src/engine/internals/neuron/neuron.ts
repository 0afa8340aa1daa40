import type { Neuron } from '../../../common/contracts/internals/attention';
import type { AttentionKind } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { softmax } from '../../../common/statistics/probabilities';
import { matrixOf, rowOf, type MatrixView } from '../attention/matrix-view';
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
  const { scale, ...head } = await headVectors(row, choice, signal);
  const [query, key] = [choice.query - queries.from, choice.key - keys.from];
  const [queryVector, keyVector, scores] = [
    rowOf(head.queries, query),
    rowOf(head.keys, key),
    rowOf(head.scores, query),
  ];
  const weights = Float32Array.from(softmax(scores));
  const score = scores[key] ?? NaN;
  return {
    query: queryVector.slice(),
    key: keyVector.slice(),
    product: Float32Array.from(queryVector, (value, index) => value * (keyVector[index] ?? 0)),
    scale,
    bias: biasOf(score, dot(queryVector, keyVector) * scale),
    score,
    weight: weights[key] ?? NaN,
    scores: byToken(scores, keys, NaN),
    weights: byToken(weights, keys, 0),
  };
}

interface HeadVectors {
  /** [tokens, size] */
  readonly queries: MatrixView;
  readonly keys: MatrixView;
  /** [queries, keys] */
  readonly scores: MatrixView;
  readonly scale: number;
}

/** What one head computes with, for all tokens: other tokens of it are asked for next. */
function headVectors(
  row: InspectedRow,
  { kind, layer, head }: NeuronChoice,
  signal: CancellationSignal,
): Promise<HeadVectors> {
  const matrices = matricesOf(row, kind);
  const { stack } = matrices.layers;
  const compute = async (): Promise<HeadVectors> => {
    const names = neuronNames(stack, layer);
    const tensors = await row.compute([names.queries, names.keys, names.scores], signal);
    const of = (name: string): MatrixView => headMatrix(tensors.get(name), head, stack.heads);
    const scale = row.scales.get(names.attentions) ?? NaN;
    return { queries: of(names.queries), keys: of(names.keys), scores: of(names.scores), scale };
  };
  const bytes = ({ queries, keys, scores }: HeadVectors): number =>
    [queries, keys, scores].reduce((sum, { data }) => sum + data.byteLength, 0);
  return matrices.answer(`neuron.${layer}.${head}`, compute, bytes);
}

function check(what: string, index: number, from: number, to: number): void {
  if (index >= from && index < to) return;
  throw new LensError('usage', `There is no ${what} ${index} here: they go from ${from} to ${to - 1}.`);
}

/**
 * One head of [1, heads, tokens, size], as a copy. Where keys have fewer heads than queries, neighbouring heads share one
 * (grouped queries).
 */
function headMatrix(tensor: FloatTensor | undefined, head: number, heads: number): MatrixView {
  if (tensor === undefined) throw new LensError('internal', 'A part of the layer was not computed.');
  const [, own = 1, tokens = 0, size = 0] = tensor.dims;
  const start = Math.floor((head * own) / heads) * tokens * size;
  return matrixOf(tensor.data.slice(start, start + tokens * size), tokens, size);
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
