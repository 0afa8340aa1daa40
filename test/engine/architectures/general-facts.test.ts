import { describe, expect, test } from 'vitest';
import { countsAfterPadding, generalFacts, paddingId } from '../../../src/engine/architectures/config/general-facts';
import { taskOfClass } from '../../../src/engine/models/class-name';
import { parseConfig } from '../../../src/engine/models/read-config';

const read = (config: Readonly<Record<string, unknown>>) => parseConfig(JSON.stringify(config));
const factsOf = (config: Readonly<Record<string, unknown>>) => generalFacts(read(config));

describe('the numbers of a config, whatever it calls them', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'gpt2',
      { n_layer: 12, n_head: 12, n_embd: 768, n_positions: 1024, n_ctx: 1024, vocab_size: 50257 },
      {
        kind: 'decoder-only',
        layers: 12,
        heads: 12,
        kvHeads: 12,
        hiddenSize: 768,
        maxPositions: 1024,
        vocabSize: 50257,
      },
    ],
    [
      'llama',
      {
        num_hidden_layers: 16,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        hidden_size: 2048,
        max_position_embeddings: 131072,
      },
      {
        kind: 'decoder-only',
        layers: 16,
        heads: 32,
        kvHeads: 8,
        hiddenSize: 2048,
        maxPositions: 131072,
        encoderLayers: null,
      },
    ],
    [
      'falcon',
      { n_layer: 32, n_head: 71, hidden_size: 4544, multi_query: true, alibi: true, max_position_embeddings: 2048 },
      { kvHeads: 1, maxPositions: null },
    ],
    [
      'bloom',
      { n_layer: 24, n_head: 16, hidden_size: 1024, seq_length: 2048 },
      { kind: 'decoder-only', layers: 24, maxPositions: null, positionRows: null },
    ],
    [
      'distilbert',
      { n_layers: 6, n_heads: 12, dim: 768, max_position_embeddings: 512 },
      { kind: 'encoder-only', layers: 6, heads: 12, hiddenSize: 768, maxPositions: 512 },
    ],
    [
      'bart',
      {
        is_encoder_decoder: true,
        encoder_layers: 12,
        decoder_layers: 6,
        encoder_attention_heads: 16,
        d_model: 1024,
        max_position_embeddings: 1024,
      },
      { kind: 'encoder-decoder', layers: 6, encoderLayers: 12, decoderLayers: 6, heads: 16, hiddenSize: 1024 },
    ],
    [
      't5',
      { num_layers: 6, num_heads: 8, d_model: 512, n_positions: 512, vocab_size: 32128 },
      { kind: 'encoder-decoder', layers: 6, encoderLayers: 6, decoderLayers: 6, heads: 8, maxPositions: null },
    ],
    ['llama', { max_position_embeddings: 2048 }, { maxPositions: 2048, positionRows: null }],
    ['new-thing', { max_position_embeddings: 2048, rope_theta: 1e4 }, { maxPositions: 2048, positionRows: null }],
    ['gpt2', { n_positions: 1024 }, { maxPositions: 1024, positionRows: 1024 }],
    [
      'camembert',
      { max_position_embeddings: 514, pad_token_id: 1 },
      { maxPositions: 512, positionRows: 514, layers: null },
    ],
    ['mpnet', { max_position_embeddings: 514, pad_token_id: 0 }, { maxPositions: 512 }],
    [
      'xlm',
      { n_layers: 12, n_heads: 16, emb_dim: 2048, n_words: 30145, max_position_embeddings: 512 },
      { hiddenSize: 2048, vocabSize: 30145 },
    ],
    [
      'gemma3',
      { text_config: { num_hidden_layers: 26, num_attention_heads: 4, hidden_size: 1152 } },
      { layers: 26, heads: 4, hiddenSize: 1152 },
    ],
    ['nomic_bert', { n_layer: 12, n_head: 12, n_embd: 768, n_positions: 8192 }, { kind: 'encoder-only', layers: 12 }],
  ])('%s', (modelType, config, expected) => {
    expect(factsOf({ model_type: modelType, ...config })).toMatchObject(expected);
  });

  test('what cannot be is taken as not there', () => {
    const none = { layers: null, heads: null, hiddenSize: null, vocabSize: null, maxPositions: null };
    const config = {
      num_hidden_layers: -1,
      num_attention_heads: 1.5,
      hidden_size: '768',
      vocab_size: null,
      text_config: 3,
    };
    expect(factsOf(config)).toMatchObject(none);
    expect(factsOf({ max_position_embeddings: 0 })).toMatchObject(none);
    expect(factsOf({ num_hidden_layers: 'many', n_layer: 3 })).toMatchObject({ layers: 3 });
  });
});

test('positions that count after padding', () => {
  expect(['roberta', 'mpnet', 'bert', undefined].map((type) => countsAfterPadding(read({ model_type: type })))).toEqual(
    [...[true, true, false, false]],
  );
  expect(paddingId(read({ model_type: 'mpnet', pad_token_id: 5 }), 0)).toBe(1);
  expect(paddingId(read({ pad_token_id: -1 }), 7)).toBe(7);
});

test.each([
  ['XLNetForSequenceClassification', 'text-classification'],
  ['GPT2LMHeadModel', 'text-generation'],
  ['Qwen2ForCausalLM', 'text-generation'],
  ['XLMWithLMHeadModel', 'fill-mask'],
  ['AlbertForPreTraining', 'fill-mask'],
  ['MarianMTModel', 'translation'],
  ['T5ForConditionalGeneration', 'text2text-generation'],
  ['T5WithLMHeadModel', 'text2text-generation'],
  ['DebertaV2ForTokenClassification', 'token-classification'],
  ['MPNetModel', null],
  ['ViTForImageClassification', null],
  ['Forconstructor', null],
  [null, null],
])('the task of %s is %s', (className, task) => {
  expect(taskOfClass(className)).toBe(task);
});
