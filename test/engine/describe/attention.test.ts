import { describe, expect, it } from 'vitest';
import type { BlockOf } from '../../../src/common/contracts/description';
import { blockOf, described, fromShapes } from './sources';

async function attentionOf(model: string, stack = 0): Promise<BlockOf<'attention'>> {
  return blockOf(await described(model), 'attention', stack);
}

describe('attention', () => {
  it('has heads, keys and values, sizes and biases', async () => {
    expect(await attentionOf('llama-causal-lm')).toMatchObject({
      heads: 4,
      kvHeads: 2,
      headSize: 8,
      causal: true,
      biases: [],
    });
    expect(await attentionOf('qwen2-causal-lm')).toMatchObject({ biases: ['q', 'k', 'v'], queryKeyNorm: false });
    expect(await attentionOf('qwen3-causal-lm')).toMatchObject({ headSize: 16, queryKeyNorm: true });
    expect(await attentionOf('gemma-causal-lm')).toMatchObject({ kvHeads: 1, headSize: 16 });
    expect(await attentionOf('gpt2-causal-lm')).toMatchObject({
      heads: 4,
      kvHeads: 4,
      causal: true,
      biases: ['q', 'k', 'v', 'o'],
    });
    expect(await attentionOf('bart-conditional-generation')).toMatchObject({ causal: false });
    expect(await attentionOf('bart-conditional-generation', 1)).toMatchObject({ causal: true });
    expect(await attentionOf('t5-conditional-generation')).toMatchObject({ headSize: 8, parameters: 4096 });
  });

  it('has its positions', async () => {
    const rotary = { kind: 'rotary', theta: 10_000, localTheta: null, portion: 1, scaling: null, layersWithout: 0 };
    const positions = async (model: string) => (await attentionOf(model)).positions;
    expect(await positions('llama-causal-lm')).toEqual([rotary]);
    expect(await positions('llama3-causal-lm')).toEqual([
      { ...rotary, theta: 1000, scaling: { type: 'llama3', factor: 8 } },
    ]);
    expect(await positions('gpt-neox-causal-lm')).toEqual([{ ...rotary, portion: 0.5 }]);
    expect(await positions('phi-causal-lm')).toEqual([{ ...rotary, portion: 0.5 }]);
    expect(await positions('qwen3-causal-lm')).toEqual([{ ...rotary, theta: 1e6 }]);
    expect(await positions('smollm3-causal-lm')).toEqual([{ ...rotary, theta: 50_000, layersWithout: 1 }]);
    expect(await positions('modernbert-masked-lm')).toEqual([{ ...rotary, theta: 160_000, localTheta: 10_000 }]);
    expect(await positions('modernbert-sequence-classification')).toEqual([
      { ...rotary, theta: 160_000, localTheta: 10_000 },
    ]);
    expect(await positions('gemma3-causal-lm')).toEqual([
      { ...rotary, theta: 1e6, localTheta: 10_000, scaling: { type: 'linear', factor: 8 } },
    ]);
    expect(await positions('bloom-causal-lm')).toEqual([{ kind: 'alibi' }]);
    expect(await positions('t5-conditional-generation')).toEqual([{ kind: 'relative', buckets: 8, maxDistance: 20 }]);
    expect(await positions('mpnet-sequence-classification')).toEqual([
      { kind: 'relative', buckets: 32, maxDistance: 128 },
    ]);
    expect(await positions('deberta-v2-sequence-classification')).toEqual([{ kind: 'disentangled', buckets: 8 }]);
    expect(await positions('bert-masked-lm')).toEqual([]);
  });

  it('has a window where the config has one, in the layers that have it', async () => {
    const window = async (model: string) => (await attentionOf(model)).window;
    expect(await window('mistral-causal-lm')).toEqual({ size: 16, layers: 2 });
    expect(await window('phi3-causal-lm')).toEqual({ size: 16, layers: 2 });
    expect(await window('qwen2-causal-lm')).toBeNull();
    expect(await window('gemma2-causal-lm')).toEqual({ size: 16, layers: 1 });
    expect(await window('gemma3-causal-lm')).toEqual({ size: 16, layers: 2 });
    expect(await window('modernbert-sequence-classification')).toEqual({ size: 16, layers: 2 });
    expect(await window('modernbert-masked-lm')).toEqual({ size: 16, layers: 2 });
    expect(await window('llama-causal-lm')).toBeNull();
    const config = {
      model_type: 'qwen2',
      use_sliding_window: true,
      sliding_window: 8,
      num_hidden_layers: 6,
      max_window_layers: 4,
    };
    expect(blockOf(fromShapes(config, null), 'attention').window).toEqual({ size: 8, layers: 2 });
    expect(blockOf(fromShapes({ model_type: 'mistral', sliding_window: null }, null), 'attention').window).toBeNull();
    expect(blockOf(fromShapes({ model_type: 'mistral' }, null), 'attention').window).toEqual({
      size: 4096,
      layers: 32,
    });
  });
});
