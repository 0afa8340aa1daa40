import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { wrongIn } from './support/compare-folder';
import { copyModel, modelWithConfig } from './support/model-folder';

const plain = 't5-conditional-generation';

describe('fields of the config, read as T5Config reads them', () => {
  test.each<[Record<string, unknown>]>([
    [{ tie_word_embeddings: true }],
    [{ tie_word_embeddings: null }],
    [{ tie_word_embeddings: false, scale_decoder_outputs: true }],
    [{ d_model: undefined, hidden_size: 32 }],
    [{ d_model: 7, hidden_size: 32, num_heads: 2, num_attention_heads: 4, d_kv: 3, head_dim: 8 }],
    [{ num_layers: 2, num_hidden_layers: 2, num_decoder_layers: null }],
    [{ feed_forward_proj: 'gelu', dense_act_fn: 'relu' }],
    [{ feed_forward_proj: 'gated-relu', is_gated_act: false }],
    [{ is_encoder_decoder: false, n_positions: 4, dropout_rate: 0.5, initializer_factor: 3, use_cache: false }],
    [{ eos_token_id: [1, 2] }],
  ])('%j changes nothing', async (changes) => {
    expect(await wrongIn(modelWithConfig(plain, changes), plain)).toEqual([]);
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ tie_word_embeddings: false }, /^logits/],
    [{ scale_decoder_outputs: false }, /^logits/],
    [{ feed_forward_proj: 'gelu' }, /^encoder_hidden_states\.1/],
    [{ dense_act_fn: 'silu' }, /^encoder_hidden_states\.1/],
    [{ relative_attention_max_distance: 128 }, /^encoder_attentions\.0/],
    [{ layer_norm_epsilon: 1e-6 }, /^encoder_/],
  ])('%j changes the result', async (changes, first) => {
    expect((await wrongIn(modelWithConfig(plain, changes), plain)).join('\n')).toMatch(new RegExp(first.source, 'm'));
  });

  test.each<[Record<string, unknown>, string, RegExp]>([
    [{ dense_act_fn: 'gated' }, 'unsupported', /activation "gated"/],
    [{ feed_forward_proj: 'relu-gated' }, 'bad-file', /"feed_forward_proj": "relu-gated"/],
    [{ feed_forward_proj: 'gated-gelu' }, 'missing-weights', /wi_0\.weight/],
    [{ relative_attention_num_buckets: 3 }, 'bad-file', /"relative_attention_num_buckets" is 3/],
    [{ relative_attention_max_distance: 4 }, 'bad-file', /"relative_attention_max_distance" is 4/],
    [{ relative_attention_max_distance: 1e9 }, 'unsupported', /"relative_attention_max_distance": 1000000000/],
    [{ is_decoder: true }, 'unsupported', /"is_decoder": true/],
    [{ num_decoder_layers: 3 }, 'missing-weights', /decoder\.block\.2/],
    [{ num_decoder_layers: 0 }, 'bad-file', /"num_decoder_layers"/],
    [{ d_kv: 16 }, 'bad-file', /config\.json makes it \[64, 32\]/],
    [{ decoder_start_token_id: '0' }, 'bad-file', /"decoder_start_token_id"/],
  ])('%j is refused by name', async (changes, code, message) => {
    const read = readCheckpoint(modelWithConfig(plain, changes), null);
    await expect(read).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });

  test('any config is refused in a sentence, or can run', { timeout: 60_000 }, async () => {
    const folder = copyModel(plain);
    const path = join(folder, 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const names = [...Object.keys(config), 'num_decoder_layers', 'hidden_size', 'head_dim', 'num_hidden_layers'];
    const fields = [...names, 'dense_act_fn', 'is_gated_act', 'tie_word_embeddings', 'scale_decoder_outputs'];
    const wild = fc.oneof(
      fc.constantFrom<unknown>(
        0,
        -1,
        1.5,
        2,
        4,
        1e9,
        2 ** 53,
        1e308,
        null,
        true,
        '',
        'gated-relu',
        'T5EncoderModel',
        [],
        {},
      ),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const changes = fc.dictionary(fc.constantFrom(...fields), wild, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        writeFileSync(path, JSON.stringify({ ...config, ...changed }));
        try {
          const checkpoint = await readCheckpoint(folder, 'model.safetensors');
          expect(checkpoint.info.layers).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof LensError)) throw error;
          expect(error.code).not.toBe('internal');
          expect(error.message).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
