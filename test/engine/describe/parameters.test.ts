import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { referenceModels } from '../models/support/golden';
import { described, fromShapes } from './sources';

/** Sums of the tensors that are no buffers, by a script of their own over the headers. */
const totals: Readonly<Record<string, number>> = {
  'albert-sequence-classification': 17731,
  'bart-conditional-generation': 59904,
  'bart-sequence-classification': 20035,
  'bert-base-model': 12208,
  'bert-masked-lm': 33584,
  'bert-masked-lm-bin': 12640,
  'bert-masked-lm-gamma-beta': 12640,
  'bert-question-answering': 11970,
  'bert-sequence-classification': 33186,
  'bert-token-classification': 12021,
  'bloom-causal-lm': 38336,
  'deberta-v2-sequence-classification': 31683,
  'distilbert-masked-lm': 12608,
  'distilbert-sequence-classification': 33122,
  'electra-sequence-classification': 26242,
  'gemma-causal-lm': 38048,
  'gemma2-causal-lm': 37152,
  'gemma3-causal-lm': 49664,
  'gpt-neox-causal-lm': 43008,
  'gpt2-causal-lm': 40320,
  'gpt2-sequence-classification': 14064,
  'llama-causal-lm': 49312,
  'llama-sequence-classification': 12416,
  'llama-sharded-bfloat16': 49312,
  'llama3-causal-lm': 31392,
  'marian-conditional-generation': 55552,
  'mistral-causal-lm': 49312,
  'modernbert-masked-lm': 40724,
  'modernbert-sequence-classification': 49092,
  'mpnet-sequence-classification': 33347,
  'olmo2-causal-lm': 46368,
  'opt-causal-lm': 32064,
  'phi-causal-lm': 43544,
  'phi3-causal-lm': 49312,
  'qwen2-causal-lm': 31776,
  'qwen3-causal-lm': 50400,
  'roberta-masked-lm': 12656,
  'roberta-sentiment': 33251,
  'roberta-sentiment-float16': 12275,
  'smollm3-causal-lm': 40672,
  't5-conditional-generation': 54336,
  't5-gated-conditional-generation': 25312,
  'xlm-roberta-sequence-classification': 33218,
};

describe('parameters', () => {
  it.each(Object.entries(totals))('of %s are the sum of its tensors', async (model, total) => {
    const { parameters, tensors, memory } = await described(model);
    expect(parameters?.total).toBe(total);
    expect(parameters?.parts.reduce((sum, part) => sum + part.parameters, 0)).toBe(total);
    expect(tensors.reduce((sum, tensor) => sum + tensor.parameters, 0)).toBe(total);
    expect(memory.float32).toBe(4 * total);
  });

  it.each(Object.entries(totals))(
    'of the blocks of %s make up all, but for what no block is drawn of',
    async (model, total) => {
      const { diagram, tensors } = await described(model);
      const { stacks, pooler, head } = diagram;
      const blocks = stacks.flatMap(({ before, after }) => [...before, ...after]);
      const outside = [...blocks, pooler, head].reduce((sum, block) => sum + (block?.parameters ?? 0), 0);
      const inside = stacks.reduce((sum, { layerParameters }) => sum + (layerParameters ?? NaN), 0);
      const undrawn = tensors.filter(({ name }) =>
        /rel_embeddings|encoder\.LayerNorm|relative_attention_bias/.test(name),
      );
      const apart = model.startsWith('t5') ? [] : undrawn;
      expect(outside + inside + apart.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(total);
    },
  );

  it.each(Object.keys(totals).filter((model) => existsSync(join(referenceModels, model))))(
    'of %s are those that it runs with',
    async (model) => {
      const checkpoint = await readCheckpoint(join(referenceModels, model), null).catch(() => null);
      if (checkpoint?.format !== 'safetensors') return;
      const { parameters } = await described(model);
      expect(parameters?.total).toBe(checkpoint.info.parameters);
    },
  );

  it('leave masks and position ids out, and what the class has no use for', async () => {
    const roles = async (model: string) =>
      (await described(model)).tensors
        .filter(({ role }) => role !== 'parameter')
        .map(({ name, role }) => `${name} ${role}`);
    expect(await roles('gpt2-causal-lm')).toEqual([
      'h.0.attn.bias buffer',
      'h.1.attn.bias buffer',
      'lm_head.weight tied',
    ]);
    expect(await roles('bert-masked-lm-gamma-beta')).toEqual([
      'bert.embeddings.position_ids buffer',
      'bert.pooler.dense.bias unused',
      'bert.pooler.dense.weight unused',
      'cls.seq_relationship.bias unused',
      'cls.seq_relationship.weight unused',
      'cls.predictions.decoder.weight tied',
    ]);
    expect(await roles('bart-conditional-generation')).toEqual(['final_logits_bias buffer', 'lm_head.weight tied']);
    expect((await roles('gpt-neox-causal-lm')).length).toBe(6);
  });

  it('count a tensor with two names once', async () => {
    const { tensors } = await described('bert-masked-lm-bin');
    const tied = tensors.filter(({ role }) => role === 'tied');
    expect(tied.map(({ name, tiedTo }) => [name, tiedTo])).toEqual(
      expect.arrayContaining([['cls.predictions.decoder.weight', 'bert.embeddings.word_embeddings.weight']]),
    );
  });

  it('count a head that the config does not tie, and one that is tied although the file holds it, by the config', () => {
    const shapes = { 'model.embed_tokens.weight': ['F32', [10, 4]], 'lm_head.weight': ['F32', [10, 4]] } as const;
    const config = { model_type: 'qwen2', architectures: ['Qwen2ForCausalLM'] };
    expect(fromShapes({ ...config, tie_word_embeddings: false }, shapes).parameters).toMatchObject({
      total: 80,
      tied: false,
    });
    expect(fromShapes({ ...config, tie_word_embeddings: true }, shapes).parameters).toMatchObject({
      total: 40,
      tied: true,
    });
    const alone = { 'model.embed_tokens.weight': shapes['model.embed_tokens.weight'] };
    expect(fromShapes({ ...config, tie_word_embeddings: false }, alone).parameters).toMatchObject({
      total: 40,
      tied: true,
    });
  });

  it('of Qwen2.5-0.5B by its sizes are those of the model', () => {
    const layer = (index: number) => ({
      [`model.layers.${index}.input_layernorm.weight`]: ['BF16', [896]],
      [`model.layers.${index}.self_attn.q_proj.weight`]: ['BF16', [896, 896]],
      [`model.layers.${index}.self_attn.q_proj.bias`]: ['BF16', [896]],
      [`model.layers.${index}.self_attn.k_proj.weight`]: ['BF16', [128, 896]],
      [`model.layers.${index}.self_attn.k_proj.bias`]: ['BF16', [128]],
      [`model.layers.${index}.self_attn.v_proj.weight`]: ['BF16', [128, 896]],
      [`model.layers.${index}.self_attn.v_proj.bias`]: ['BF16', [128]],
      [`model.layers.${index}.self_attn.o_proj.weight`]: ['BF16', [896, 896]],
      [`model.layers.${index}.mlp.gate_proj.weight`]: ['BF16', [4864, 896]],
      [`model.layers.${index}.mlp.up_proj.weight`]: ['BF16', [4864, 896]],
      [`model.layers.${index}.mlp.down_proj.weight`]: ['BF16', [896, 4864]],
      [`model.layers.${index}.post_attention_layernorm.weight`]: ['BF16', [896]],
    });
    const shapes = Object.assign(
      { 'model.embed_tokens.weight': ['BF16', [151936, 896]], 'model.norm.weight': ['BF16', [896]] },
      ...Array.from({ length: 24 }, (_, index) => layer(index)),
    ) as Parameters<typeof fromShapes>[1];
    const config = {
      ...{ model_type: 'qwen2', architectures: ['Qwen2ForCausalLM'], num_hidden_layers: 24, num_attention_heads: 14 },
      ...{ num_key_value_heads: 2, hidden_size: 896, intermediate_size: 4864, max_position_embeddings: 32768 },
      ...{ tie_word_embeddings: true, vocab_size: 151936 },
    };
    const { parameters, memory } = fromShapes(config, shapes);
    expect(parameters?.total).toBe(494_032_768);
    expect(parameters?.parts).toEqual([
      { part: 'mlp', parameters: 313_786_368 },
      { part: 'embedding', parameters: 136_134_656 },
      { part: 'attention', parameters: 44_067_840 },
      { part: 'norms', parameters: 43_904 },
    ]);
    expect(memory).toEqual({
      weights: 988_065_536,
      dtypes: ['bfloat16'],
      float32: 1_976_131_072,
      cache: { dtype: 'bfloat16', bytesPerToken: 12_288, maxTokens: 32_768, bytesAtMost: 402_653_184 },
    });
  });
});
