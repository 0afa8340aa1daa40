import { describe, expect, it } from 'vitest';
import { coveredModelTypes, findArchitecture } from '../../../src/engine/architectures/registry';
import { described, fromShapes } from './sources';

describe('the configuration', () => {
  it('has the fields as they are written, with the defaults of the class marked', async () => {
    const { configuration } = await described('gpt2-causal-lm');
    const field = (name: string) => configuration.find((each) => each.name === name);
    expect(configuration[0]).toEqual({ name: 'n_layer', value: '2', isDefault: false, isMain: true });
    expect(field('layer_norm_epsilon')?.value).toBe('0.001');
    expect(field('n_inner')).toEqual({ name: 'n_inner', value: 'null', isDefault: true, isMain: true });
    expect(field('scale_attn_weights')).toMatchObject({ value: 'true', isDefault: true, isMain: false });
    expect(configuration.some(({ name }) => name === 'architectures' || name === 'model_type')).toBe(false);
  });

  it('has no defaults of classes that are not known, and clips what is endless', () => {
    const fields = fromShapes({ model_type: 'xlance', notes: 'x'.repeat(5000), hidden_size: 8 }, null).configuration;
    expect(fields.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['hidden_size', false],
      ['notes', false],
    ]);
    expect(fields[1]?.value).toHaveLength(301);
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`field_${index}`, index]));
    expect(fromShapes(many, null).configuration).toHaveLength(500);
  });

  it.each(coveredModelTypes)('has the defaults of %s that it runs with', (model_type) => {
    const { facts } = findArchitecture(model_type).configure({ model_type });
    const { layers, heads, hiddenSize, vocabSize, maxPositions } = fromShapes({ model_type }, null);
    expect({ layers, heads, hiddenSize, vocabSize, maxPositions }).toEqual({
      layers: facts.layers,
      heads: facts.heads,
      hiddenSize: facts.hiddenSize,
      vocabSize: facts.vocabSize,
      maxPositions: facts.maxPositions,
    });
  });

  it('counts the defaults of the class as written', () => {
    const { layers, heads, headSize, diagram } = fromShapes({ model_type: 'bert', architectures: ['BertModel'] }, null);
    expect({ layers, heads, headSize }).toEqual({ layers: 12, heads: 12, headSize: 64 });
    expect(diagram.stacks[0]?.before[0]).toMatchObject({ rows: 30522, width: 768 });
  });
});

describe('memory', () => {
  it('is that of the weights as stored, and in float32', async () => {
    const { memory } = await described('llama-sharded-bfloat16');
    expect(memory).toMatchObject({ weights: 98_624, float32: 197_248, dtypes: ['bfloat16'] });
  });

  it('of keys and values is a decoder’s, no more than its windows', async () => {
    const cache = async (model: string) => (await described(model)).memory.cache;
    expect(await cache('bert-masked-lm')).toBeNull();
    // 2 layers, keys and values, 2 heads of 8, float32
    expect(await cache('llama-causal-lm')).toEqual({
      dtype: 'float32',
      bytesPerToken: 256,
      maxTokens: 128,
      bytesAtMost: 256 * 128,
    });
    expect(await cache('mistral-causal-lm')).toMatchObject({ bytesAtMost: 256 * 16 });
    expect(await cache('t5-conditional-generation')).toMatchObject({
      bytesPerToken: 2 * 2 * 4 * 8 * 4,
      maxTokens: null,
    });
  });
});

describe('tokens and labels', () => {
  it('are those that the config names', () => {
    const config = { model_type: 'llama', bos_token_id: 1, eos_token_id: [2, 7], pad_token_id: null };
    expect(fromShapes(config, null).specialTokens).toEqual([
      { role: 'bos', id: 1, token: null },
      { role: 'eos', id: 2, token: null },
      { role: 'eos', id: 7, token: null },
      { role: 'pad', id: null, token: null },
    ]);
  });

  it('labels are those of the classes that have some, the first thousand of many', async () => {
    expect((await described('roberta-sentiment')).labels).toEqual({
      count: 3,
      names: ['negative', 'neutral', 'positive'],
    });
    expect((await described('gpt2-causal-lm')).labels).toEqual({ count: 0, names: [] });
    const config = { model_type: 'bert', architectures: ['BertForSequenceClassification'], num_labels: 5000 };
    const { labels } = fromShapes(config, null);
    expect([labels.count, labels.names.length]).toEqual([5000, 1000]);
  });
});
