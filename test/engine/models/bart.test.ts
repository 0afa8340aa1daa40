import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { sinusoids } from '../../../src/engine/architectures/parts/sinusoids';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { wrongIn } from './support/compare-folder';
import { otherSettings, referenceModels } from './support/golden';
import { copyModel, modelWithConfig, modelWithTensors } from './support/model-folder';
import { batchOf, runOnce } from './support/run-once';

const bart = 'bart-conditional-generation';
const marian = 'marian-conditional-generation';

test('facts of both stacks', async () => {
  const checkpoint = await readCheckpoint(join(otherSettings, 'bart-stacks-apart'), null);
  expect(checkpoint.info).toMatchObject({ kind: 'encoder-decoder', task: 'text2text-generation', maxPositions: 50 });
  expect(checkpoint.facts).toMatchObject({ encoderLayers: 1, decoderLayers: 3, heads: 2 });
  const { info } = await readCheckpoint(join(referenceModels, marian), null);
  expect(info).toMatchObject({ architecture: 'marian', task: 'translation', missingHead: [] });
});

test('a classifier without names has three labels', async () => {
  const folder = modelWithConfig('bart-sequence-classification', { id2label: undefined, label2id: undefined });
  const { info, decoder } = await readCheckpoint(folder, null);
  expect(info).toMatchObject({ labels: ['LABEL_0', 'LABEL_1', 'LABEL_2'], missingHead: [] });
  expect(decoder).toMatchObject({ default: 'text' });
});

describe('what is and is not read', () => {
  test.each<[string, Record<string, unknown>]>([
    [
      bart,
      { normalize_before: true, add_final_layer_norm: true, normalize_embedding: false, is_encoder_decoder: false },
    ],
    [bart, { d_model: undefined, hidden_size: 32, encoder_attention_heads: 2, num_attention_heads: 4 }],
    [marian, { static_position_embeddings: false, add_bias_logits: true }],
  ])('%s: %j changes nothing', async (model, changes) => {
    expect(await wrongIn(modelWithConfig(model, changes), model)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    [bart, { scale_embedding: true }, /^encoder_hidden_states\.0/m],
    [bart, { activation_function: 'relu' }, /^encoder_hidden_states\.1/m],
    [marian, { scale_embedding: false }, /^encoder_hidden_states\.0/m],
  ])('%s: %j changes the result', async (model, changes, first) => {
    expect((await wrongIn(modelWithConfig(model, changes), model)).join('\n')).toMatch(first);
  });

  test.each<[string, Record<string, unknown>, string, RegExp]>([
    [bart, { encoder_attention_heads: 5 }, 'bad-file', /not a multiple of the 5/],
    [bart, { max_position_embeddings: 70 }, 'bad-file', /config\.json makes it \[72, 32\]/],
    [bart, { share_encoder_decoder_embeddings: false }, 'unsupported', /"share_encoder_decoder_embeddings"/],
    [marian, { decoder_vocab_size: 7 }, 'unsupported', /vocabulary of its own/],
    [marian, { max_position_embeddings: 1e9 }, 'unsupported', /"max_position_embeddings": 1000000000/],
  ])('%s: %j is refused by name', async (model, changes, code, message) => {
    const read = readCheckpoint(modelWithConfig(model, changes), null);
    await expect(read).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });

  test('an output layer that the config does not tie is needed', async () => {
    const { info } = await readCheckpoint(modelWithConfig(bart, { tie_word_embeddings: false }), null);
    expect(info.missingHead).toEqual(['lm_head.weight']);
  });

  test('the bias of the output layer may be left out: it is zero then', async () => {
    const without = await modelWithTensors(
      bart,
      (tensors) => new Map([...tensors].filter(([name]) => name !== 'final_logits_bias')),
    );
    expect((await wrongIn(without, bart)).join()).toMatch(/^logits/);
  });

  test('more tokens than there are positions', async () => {
    const folder = join(otherSettings, 'bart-stacks-apart');
    const ids = batchOf([[0, 5, 2]], 1);
    const long = new BigInt64Array(51).fill(2n);
    const decoder = { inputIds: long, attentionMask: long.map(() => 1n), dims: [1, 51] as const };
    await expect(runOnce(folder, null, { ...ids, decoder })).rejects.toMatchObject({
      code: 'too-big',
      message: 'The decoder is given 51 tokens, but it reads at most 50.',
    });
  });

  test.each([bart, marian])(
    '%s with any config is refused in a sentence, or can run',
    { timeout: 60_000 },
    async (model) => {
      const folder = copyModel(model);
      const path = join(folder, 'config.json');
      const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      const fields = [...Object.keys(config), 'hidden_size', 'decoder_vocab_size', 'tie_word_embeddings'];
      const wild = fc.oneof(
        fc.constantFrom<unknown>(0, -1, 1.5, 2, 1e9, 1e308, null, true, '', [], {}),
        fc.jsonValue(),
      );
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), wild, { maxKeys: 3 }), async (changed) => {
          writeFileSync(path, JSON.stringify({ ...config, ...changed }));
          try {
            expect((await readCheckpoint(folder, 'model.safetensors')).info.layers).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof LensError)) throw error;
            expect(error.code).not.toBe('internal');
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});

test('a text without the end token at which a classifier reads is refused, as Python refuses it', async () => {
  const folder = join(referenceModels, 'bart-sequence-classification');
  const end = (await readCheckpoint(folder, null)).decoder?.readsAt;
  if (typeof end !== 'number') throw new Error('The head reads at no token');
  await expect(
    runOnce(
      folder,
      null,
      batchOf(
        [
          [5, 6, end],
          [7, 8, 9],
        ],
        1,
      ),
    ),
  ).rejects.toMatchObject({
    code: 'usage',
    message: `The head reads at the end token (id ${end}), which text 2 does not have.`,
  });
});

test('sines fill the first half of a row, cosines the second', () => {
  const table = sinusoids(3, 4);
  expect([...table.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
  const row = [...table.subarray(8, 12)];
  expect(row).toEqual(
    [Math.sin(2), Math.sin(0.02), Math.cos(2), Math.cos(0.02)].map((x): unknown => expect.closeTo(x, 6)),
  );
});
