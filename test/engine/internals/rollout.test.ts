import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { Asked, asTokens, roomy, tight } from './support/ask';

const fixtures = join(import.meta.dirname, '../../fixtures');

interface Golden {
  readonly checkpoint: string;
  readonly examples: readonly { readonly text: string; readonly tokens: readonly string[] }[];
}

function largestDifference(actual: Float32Array, expected: Tensor): number {
  expect(actual).toHaveLength(expected.data.length);
  return actual.reduce((most, value, index) => Math.max(most, Math.abs(value - Number(expected.data[index]))), 0);
}

describe.each(['bert', 'gpt2'])('attention through the layers of %s', (kind) => {
  const folder = join(fixtures, 'attribution', kind);
  const { checkpoint, examples } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;

  it.each([
    ['all layers kept', roomy],
    ['one layer at a time', tight],
  ])('is what Python gives for every layer, %s', async (_, limits) => {
    const asked = await Asked.open(join(folder, checkpoint), limits);
    for (const [index, { text, tokens }] of examples.entries()) {
      const expected = await readSafetensors(join(folder, `${kind}${index}.safetensors`));
      const { runId } = await asked.run([{ text, pair: null }], true);
      const whole: [number, number] = [0, tokens.length];
      const part = { runId, row: 0, axis: asTokens, queries: whole, keys: whole };
      const { attentions } = await asked.ask('internals', { runId, row: 0 });
      const { layers, heads } = attentions[0]!;
      for (let layer = 0; layer < layers; layer++) {
        const matrix = { kind: 'self', of: 'rollout', layer, head: null } as const;
        const { values } = await asked.ask('attentionValues', { ...part, matrix });
        expect(largestDifference(values, expected.get(`rollout_${layer}`)!)).toBeLessThan(1e-5);
        const size = tokens.length ** 2;
        for (let head = 0; head < heads; head++) {
          const one = { kind: 'self', of: 'weights', layer, head } as const;
          const { values: weights } = await asked.ask('attentionValues', { ...part, matrix: one });
          const all = expected.get(`attention_${layer}`)!;
          const data = Float32Array.from(all.data.slice(head * size, (head + 1) * size), Number);
          expect(largestDifference(weights, { dims: [tokens.length, tokens.length], data })).toBeLessThan(1e-5);
        }
      }
      const last = { kind: 'self', of: 'rollout', layer: null, head: null } as const;
      const { values } = await asked.ask('attentionValues', { ...part, matrix: last });
      expect(largestDifference(values, expected.get(`rollout_${layers - 1}`)!)).toBeLessThan(1e-5);
    }
  });
});
