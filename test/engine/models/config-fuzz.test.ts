import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { copyModel } from './support/model-folder';

const fields = [
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

test.each(['bert-sequence-classification', 'roberta-masked-lm'])(
  '%s with any config is refused in a sentence, or can run',
  async (model) => {
    const folder = copyModel(model);
    const path = join(folder, 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const wild = fc.oneof(
      fc.constantFrom<unknown>(0, -1, 1.5, 1e9, 2 ** 53, 1e308, null, true, '', 'bert', [], {}, { '0': 'a', '1': 'b' }),
      fc.jsonValue({ maxDepth: 2 }),
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
  },
);
