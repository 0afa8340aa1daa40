import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/common/errors/lens-error';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { temporaryFolder } from '../support/fixtures';
import { referenceModels } from './support/golden';
import { copyModel, modelWithConfig, modelWithTensors, shard } from './support/model-folder';

async function expectFailure(folder: string, code: ErrorCode, message: string | RegExp, weights: string | null = null) {
  const started = performance.now();
  await expect(readCheckpoint(folder, weights)).rejects.toMatchObject({
    name: 'LensError',
    code,
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as unknown),
  });
  expect(performance.now() - started).toBeLessThan(5000);
}

describe('what is not covered is refused by name', () => {
  test('an architecture', async () => {
    await expectFailure(
      modelWithConfig('bert-base-model', { model_type: 'longt5' }),
      'unsupported',
      'The architecture longt5 is not covered yet (config.json: "model_type": "longt5").',
    );
    await expectFailure(
      modelWithConfig('bert-base-model', { model_type: 'constructor' }),
      'unsupported',
      /constructor is not covered/,
    );
    await expectFailure(modelWithConfig('bert-base-model', { model_type: undefined }), 'unsupported', /"model_type"/);
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ position_embedding_type: 'relative_key' }, /"position_embedding_type": "relative_key"/],
    [{ add_cross_attention: true }, /"add_cross_attention": true/],
    [{ quantization_config: { bits: 4 } }, /"quantization_config"/],
    [{ pruned_heads: { '0': [1] } }, /"pruned_heads"/],
    [{ hidden_act: 'xielu' }, /activation "xielu"/],
    [{ hidden_act: 'toString' }, /activation "toString"/],
  ])('%j', async (changes, message) => {
    await expectFailure(modelWithConfig('bert-sequence-classification', changes), 'unsupported', message);
  });

  test('quantised weights', async () => {
    const name = 'bert.encoder.layer.0.output.dense.weight';
    const folder = await modelWithTensors(
      'bert-sequence-classification',
      (tensors) =>
        new Map(
          [...tensors].map(([key, tensor]) => [
            key,
            key === name ? { ...tensor, data: new Int8Array(tensor.data.length) } : tensor,
          ]),
        ),
    );
    await expectFailure(
      folder,
      'unsupported',
      `In model.safetensors the tensor "${name}" is stored as int8, which cannot be run yet.`,
    );
  });
});

describe('labels that cannot be', () => {
  test('more labels than the head has', async () => {
    const folder = modelWithConfig('bert-sequence-classification', { id2label: undefined, num_labels: 5 });
    await expectFailure(
      folder,
      'bad-file',
      'In model.safetensors the tensor "classifier.weight" is [2, 32], but config.json makes it [5, 32].',
    );
  });
});

describe('a config that cannot be', () => {
  test.each<[Record<string, unknown>, RegExp]>([
    [{ num_attention_heads: 0 }, /"num_attention_heads"/],
    [{ num_attention_heads: 5 }, /hidden size 32 is not a multiple of the 5 attention heads/],
    [{ hidden_size: -32 }, /"hidden_size"/],
    [{ hidden_size: 32.5 }, /"hidden_size"/],
    [{ hidden_size: '32' }, /"hidden_size"/],
    [{ hidden_size: 1e300 }, /"hidden_size"/],
    [{ vocab_size: 10 ** 9 }, /"bert.embeddings.word_embeddings.weight" is \[400, 32\].*\[1000000000, 32\]/],
    [{ intermediate_size: 65 }, /"bert.encoder.layer.0.intermediate.dense.weight" is \[64, 32\].*\[65, 32\]/],
    [{ layer_norm_eps: null }, /"layer_norm_eps"/],
    [{ architectures: 'BertModel' }, /"architectures"/],
    [{ id2label: { '0': {} } }, /"id2label.0"/],
    [{ problem_type: 'single_label_classification', id2label: { '0': 'a' } }, /only one label/],
  ])('%j', async (changes, message) => {
    await expectFailure(modelWithConfig('bert-sequence-classification', changes), 'bad-file', message);
  });

  test('a thousand million layers', async () => {
    const folder = modelWithConfig('bert-sequence-classification', { num_hidden_layers: 10 ** 9 });
    await expectFailure(
      folder,
      'missing-weights',
      'The tensor "bert.encoder.layer.2.attention.self.query.weight" is not in model.safetensors.',
    );
  });

  test('a RoBERTa without a padding id', async () => {
    await expectFailure(
      modelWithConfig('roberta-sentiment', { pad_token_id: null }),
      'bad-file',
      /"pad_token_id" is null/,
    );
  });

  test('no JSON, and nothing at all', async () => {
    const folder = copyModel('bert-base-model');
    writeFileSync(join(folder, 'config.json'), '{"model_type": ');
    await expectFailure(folder, 'bad-file', 'config.json is not valid JSON.');
    rmSync(join(folder, 'config.json'));
    await expectFailure(folder, 'not-found', /no config\.json/);
  });
});

describe('weights that are not there', () => {
  test.each<[string, ErrorCode, RegExp]>([
    ['pytorch_model.bin', 'bad-file', /pytorch_model\.bin is no file of weights that PyTorch wrote/],
    ['model.Q4_K_M.gguf', 'unsupported', /GGUF weights/],
    ['encoder_model.onnx', 'unsupported', /ONNX files of parts of the model \(encoder_model\.onnx\)/],
    ['model.onnx', 'bad-file', /model\.onnx is not an ONNX file/],
    ['adapter_model.safetensors', 'unsupported', /an adapter/],
    ['notes.txt', 'not-found', /no weights: model\.safetensors is not there/],
  ])('a folder with only %s', async (file, code, message) => {
    const folder = copyModel('bert-base-model');
    renameSync(join(folder, 'model.safetensors'), join(folder, file));
    await expectFailure(folder, code, message);
  });

  test('a shard, or a tensor of a shard', async () => {
    const folder = copyModel('bert-base-model');
    await shard(folder, 2);
    writeFileSync(
      join(folder, 'model.safetensors.index.json'),
      JSON.stringify({ weight_map: { nothing: 'part-0.safetensors' } }),
    );
    await expectFailure(folder, 'bad-file', /part-0\.safetensors holds the tensor "nothing", but it does not/);
    writeFileSync(
      join(folder, 'model.safetensors.index.json'),
      JSON.stringify({ weight_map: { nothing: 'part-9.safetensors' } }),
    );
    await expectFailure(folder, 'not-found', /part-9\.safetensors/);
  });

  test('weights that were asked for', async () => {
    const folder = join(referenceModels, 'bert-base-model');
    await expectFailure(folder, 'usage', /not in the model's folder/, '../bert-masked-lm/model.safetensors');
    await expectFailure(folder, 'not-found', /pytorch_model\.bin cannot be opened/, 'pytorch_model.bin');
    await expectFailure(folder, 'unsupported', /model\.gguf cannot be run yet/, 'model.gguf');
    await expectFailure(folder, 'not-found', /onnx\/model\.onnx cannot be opened/, 'onnx/model.onnx');
    await expectFailure(folder, 'not-found', /other\.safetensors/, 'other.safetensors');
  });

  test('an empty folder', async () => {
    await expectFailure(temporaryFolder(), 'not-found', /no config\.json/);
  });
});
