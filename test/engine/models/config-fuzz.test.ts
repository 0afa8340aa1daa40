import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { copyModel } from './support/model-folder';

const encoderFields = [
  'architectures',
  'hidden_act',
  'hidden_size',
  'id2label',
  'intermediate_size',
  'layer_norm_eps',
  'max_position_embeddings',
  'model_type',
  'num_attention_heads',
  'num_hidden_layers',
  'num_labels',
  'pad_token_id',
  'problem_type',
  'type_vocab_size',
  'vocab_size',
  'tie_word_embeddings',
  'position_embedding_type',
];

const decoderFields = [
  ...encoderFields.filter((field) => !/^(position_embedding|type_vocab|layer_norm)/.test(field)),
  ...['rms_norm_eps', 'layer_norm_epsilon', 'num_key_value_heads', 'head_dim', 'sliding_window', 'is_causal'],
  ...['rope_theta', 'rope_scaling', 'rope_parameters', 'partial_rotary_factor', 'original_max_position_embeddings'],
  ...['attention_bias', 'mlp_bias', 'is_decoder', 'add_cross_attention', 'activation_function'],
  ...['n_embd', 'n_layer', 'n_head', 'n_inner', 'n_positions', 'scale_attn_weights', 'layer_types'],
  ...['use_sliding_window', 'max_window_layers', 'no_rope_layers', 'no_rope_layer_interval'],
];

/** Rotary settings of which some parts are right. */
const rope = fc.record({
  type: fc.constantFrom('default', 'linear', 'dynamic', 'yarn', 'longrope', 'llama3', 'proportional', 'su', 7),
  factor: fc.constantFrom<unknown>(2, 0.5, 0, null, '2', 1e308),
  short_factor: fc.constantFrom<unknown>([1, 2, 3, 4], [], null),
  long_factor: fc.constantFrom<unknown>([1, 2, 3, 4], [0], 'a'),
  low_freq_factor: fc.constantFrom<unknown>(1, 0, null),
  high_freq_factor: fc.constantFrom<unknown>(4, 1, {}),
  original_max_position_embeddings: fc.constantFrom<unknown>(16, 1, 1e9, null),
});

test.each([
  ['bert-sequence-classification', encoderFields],
  ['roberta-masked-lm', encoderFields],
  ['gpt2-causal-lm', decoderFields],
  ['llama3-causal-lm', decoderFields],
  ['llama-sequence-classification', decoderFields],
  ['mistral-causal-lm', decoderFields],
  ['phi3-causal-lm', decoderFields],
  ['qwen3-causal-lm', decoderFields],
  ['smollm3-causal-lm', decoderFields],
])('%s with any config is refused in a sentence, or can run', async (model, fields) => {
  const folder = copyModel(model);
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const wild = fc.oneof(
    fc.constantFrom<unknown>(
      0,
      -1,
      1.5,
      1e9,
      2 ** 53,
      1e308,
      null,
      true,
      '',
      'bert',
      [],
      ['sliding_attention', 'full_attention'],
      {},
      { '0': 'a', '1': 'b' },
    ),
    fc.jsonValue({ maxDepth: 2 }),
    rope,
  );
  const changes = fc.dictionary(fc.constantFrom(...fields), wild, { maxKeys: 3 });
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      writeFileSync(path, JSON.stringify({ ...config, ...changed }));
      try {
        const checkpoint = await readCheckpoint(folder, 'model.safetensors');
        if (checkpoint.format !== 'safetensors') throw new Error('another format');
        const { info, record } = checkpoint;
        expect(info.layers).toBeGreaterThan(0);
        expect(record.outputs.length).toBeGreaterThan(info.layers ?? Infinity);
      } catch (error) {
        if (!(error instanceof LensError)) throw error;
        expect(error.code).not.toBe('internal');
        expect(error.message).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});
