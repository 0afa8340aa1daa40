import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/common/contracts/internals/attention';
import { Asked, asTokens, head, read, roomy, sum, text } from './support/ask';

describe('one neuron', () => {
  it.each([
    ['bert-sequence-classification', 'self', {}],
    ['bert-sequence-classification', 'self', { paddingSide: 'left' }],
    ['gpt2-causal-lm', 'self', { paddingSide: 'right' }],
    ['llama-causal-lm', 'self', { paddingSide: 'left' }],
    ['mistral-causal-lm', 'self', {}],
  ] as const)('%s %s %j: product, score and softmax give the weight', async (model, kind, options) => {
    const { asked, run, first } = await read(model, roomy, options);
    const { length, padding } = run.rows[0]!;
    const from = 'paddingSide' in options && options.paddingSide === 'left' ? padding : 0;
    const { attentions, tokens } = await asked.ask('internals', first);
    const { layers, heads } = attentions[0]!;
    for (let layer = 0; layer < layers; layer++) {
      for (let which = 0; which < heads; which++) {
        const [query, key] = [length - 1, which % length];
        const neuron = await asked.ask('neuron', {
          ...first,
          kind,
          layer,
          head: which,
          query: from + query,
          key: from + key,
        });
        expect(neuron.scores).toHaveLength(tokens.input);
        const product = sum(neuron.query.map((x, index) => x * neuron.key[index]!));
        expect(sum(neuron.product)).toBeCloseTo(product, 4);
        expect(product * neuron.scale + neuron.bias).toBeCloseTo(neuron.score, 4);
        expect(neuron.bias).toBe(0);
        const real = neuron.scores.subarray(from, from + length);
        const exponentials = real.map((score) => Math.exp(score - neuron.score));
        expect(1 / sum(exponentials)).toBeCloseTo(neuron.weight, 5);
        const { values } = await asked.ask('attentionValues', {
          ...first,
          matrix: head(layer, which),
          axis: asTokens,
          queries: [query, query + 1],
          keys: [0, length],
        });
        for (const [index, weight] of values.entries()) expect(neuron.weights[from + index]).toBeCloseTo(weight, 5);
      }
    }
  });

  it('of T5 has the position in its bias, and of cross-attention text for keys', async () => {
    const asked = await Asked.open('t5-conditional-generation');
    const { runId } = await asked.run([{ text, pair: null, target: 'La soupe est bonne.' }], true);
    for (const kind of ['encoder', 'decoder', 'cross'] as const) {
      const one = await asked.ask('neuron', { runId, row: 0, kind, layer: 1, head: 1, query: 2, key: 1 });
      expect(sum(one.product) * one.scale + one.bias).toBeCloseTo(one.score, 4);
      expect(one.scale).toBe(1);
      expect(Math.abs(one.bias) > 1e-4).toBe(kind !== 'cross');
      const part = { queries: [2, 3] as [number, number], keys: [1, 2] as [number, number] };
      const matrix: Matrix = { kind, of: 'weights', layer: 1, head: 1 };
      const { values } = await asked.ask('attentionValues', { runId, row: 0, matrix, axis: asTokens, ...part });
      expect(values[0]).toBeCloseTo(one.weight, 5);
    }
  });
});
