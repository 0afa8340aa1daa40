import type { WeightChanges } from '../../../../src/common/contracts/training/run-folder';
import type { Comparison } from '../../../../src/common/contracts/training/run-view';

const side = 12;

/** Weights of a triangle, as thumbnails hold them. */
function attention(turn: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: side * side }, (_, index) => {
    const [row, column] = [Math.floor(index / side), index % side];
    const weight = row === column ? 0.5 : ((row * 7 + column * 3 + turn) % 11) / 40;
    return Math.round(255 * Math.sqrt(weight));
  });
}

export const comparison: Comparison = {
  source: 'feedback.md:3',
  excerpt: 'I am so excited to transform text',
  checkpoint: 'checkpoint-228',
  stale: false,
  base: {
    model: 'distilroberta-base',
    labels: null,
    value: null,
    reason: 'Its head was never trained: its labels would be noise and are not shown.',
  },
  tuned: {
    model: 'phrasebank-3',
    labels: [
      { label: 'positive', probability: 0.9671 },
      { label: 'neutral', probability: 0.0284 },
      { label: 'negative', probability: 0.0045 },
    ],
    value: null,
    reason: null,
  },
  attention: {
    ...{ layer: 5, layers: 6, width: side, height: side, largest: 0.1873 },
    base: attention(0),
    tuned: attention(3),
    change: Uint8Array.from({ length: side * side }, (_, index) => 128 + Math.round(127 * Math.sin(index))),
  },
};

/** Both models give a number. */
export const regressionComparison: Comparison = {
  ...comparison,
  base: { model: 'bert-stars', labels: null, value: 3.1021, reason: null },
  tuned: { model: 'stars-2', labels: null, value: 4.2218, reason: null },
  attention: null,
};

export const changes: WeightChanges = [
  ['embeddings', 0.003],
  ['layer 0', 0.007],
  ['layer 1', 0.008],
  ['layer 2', 0.011],
  ['layer 3', 0.015],
  ['layer 4', 0.021],
  ['layer 5', 0.033],
].map(([block, change]) => ({
  block: String(block),
  change: Number(change),
  tensors: [
    { name: `${String(block).replace(' ', '.')}.attention.self.query.weight`, change: Number(change) * 1.2 },
    { name: `${String(block).replace(' ', '.')}.output.dense.weight`, change: Number(change) * 0.8 },
  ],
}));
