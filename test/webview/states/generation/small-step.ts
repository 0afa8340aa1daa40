import type { Alternative, StepDetail, StepReads } from '../../../../src/common/contracts/generation/engine-requests';
import { piecesOf } from './story';

const words = ['man', 'small', 'time', 'young', 'great', 'woman', 'little', 'lot', 'big', 'very'];
const logits = [-31.02, -31.14, -31.22, -31.31, -31.52, -31.7, -31.96, -32.25, -32.41, -32.6];
const vocabSize = 50_257;

/** The tail falls so that the first ten have about a third of the probability. */
const all = Float64Array.from({ length: vocabSize }, (_, id) => logits[id] ?? -32.6 - 0.7624 * Math.log(id - 8));

/** "Once upon a time, there was a": temperature 0.3, top_k 50, top_p 0.9 on logits of which only the order is real. */
export function smallStep(top: number): StepDetail {
  const model = softmax(all);
  const cooled = softmax(all.map((logit) => logit / 0.3));
  const topK = renormalized(cooled, 50);
  const nucleus = nucleusSize(topK, 0.9);
  const columns = [model, cooled, topK, renormalized(topK, nucleus)];
  const alternatives = Array.from({ length: top }, (_, id): Alternative => {
    const [piece] = piecesOf(` ${words[id] ?? `word${id}`}`);
    return {
      ...(piece ?? { token: '', text: '', special: false }),
      id: id === 1 ? 1402 : 20_000 + id,
      logit: all[id] ?? 0,
      rank: id + 1,
      probabilities: columns.map((column) => column[id] ?? 0),
    };
  });
  const rest = (column: Float64Array) => Math.max(0, 1 - column.slice(0, top).reduce((a, b) => a + b, 0));
  return {
    vocabSize,
    stages: [
      { name: 'temperature', value: '0.3', left: vocabSize },
      { name: 'top_k', value: '50', left: 50 },
      { name: 'top_p', value: '0.9', left: nucleus },
    ],
    alternatives,
    // What a setting removed is 0, not what rounding left.
    others: {
      count: vocabSize - top,
      probabilities: columns.map((column) => ((column[top] ?? 0) > 0 ? rest(column) : 0)),
    },
    entropy: [entropy(model), entropy(columns[3] ?? model)],
  };
}

/** What the step reads: weights over prompt and output that sum to 1. */
export function smallReads(kind: 'self' | 'cross', layer: number | null, head: number | null): StepReads {
  const pieces = piecesOf('Once upon a time, there was a');
  const raw = pieces.map((_, index) => 1 + ((index * 7 + (layer ?? 5) * 3 + (head ?? 0)) % 11));
  const sum = raw.reduce((a, b) => a + b, 0);
  return { layer: layer ?? 5, layers: 6, heads: 12, kind, weights: Float32Array.from(raw, (w) => w / sum), pieces };
}

function softmax(values: Float64Array): Float64Array {
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The first `count` alone, as they stand by falling probability. */
function renormalized(probabilities: Float64Array, count: number): Float64Array {
  const sum = probabilities.slice(0, count).reduce((a, b) => a + b, 0);
  return probabilities.map((probability, index) => (index < count ? probability / sum : 0));
}

function nucleusSize(probabilities: Float64Array, topP: number): number {
  let sum = 0;
  const last = probabilities.findIndex((probability) => (sum += probability) >= topP);
  return last + 1;
}

function entropy(probabilities: Float64Array): number {
  return probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
}
