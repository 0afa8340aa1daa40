import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import type { RecordedCheckpoint } from '../../../src/engine/models/recorded-checkpoint';
import { referenceModels } from './support/golden';
import { modelWithConfig, modelWithTensors } from './support/model-folder';

const infoOf = async (name: string) => (await readCheckpoint(join(referenceModels, name), null)).info;

describe('facts of a checkpoint', () => {
  test('a classifier with named labels', async () => {
    expect(await infoOf('roberta-sentiment')).toEqual({
      architecture: 'roberta',
      className: 'RobertaForSequenceClassification',
      kind: 'encoder-only',
      task: 'text-classification',
      layers: 2,
      heads: 4,
      hiddenSize: 32,
      vocabSize: 400,
      maxPositions: 64,
      parameters: 33251,
      dtypes: ['float32'],
      weightFiles: ['model.safetensors'],
      weightBytes: 137468,
      labels: ['negative', 'neutral', 'positive'],
      problemType: 'single_label_classification',
      missingHead: [],
    });
  });

  test('a bare body names what a classification head would need', async () => {
    expect(await infoOf('bert-base-model')).toMatchObject({
      className: 'BertModel',
      task: null,
      labels: [],
      problemType: null,
      missingHead: ['classifier.weight', 'classifier.bias'],
    });
  });

  test.each([
    ['bert-masked-lm', 'fill-mask', [], 33584],
    ['roberta-masked-lm', 'fill-mask', [], 12656],
    ['distilbert-masked-lm', 'fill-mask', [], 12608],
    ['bert-token-classification', 'token-classification', ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'], 12021],
    ['bert-question-answering', 'question-answering', [], 11970],
  ])('%s: its task, and tied weights counted once', async (name, task, labels, parameters) => {
    expect(await infoOf(name)).toMatchObject({ task, labels, parameters, problemType: null, missingHead: [] });
  });

  test('a masked language model whose head is not in the file', async () => {
    const folder = await modelWithTensors(
      'bert-masked-lm',
      (tensors) => new Map([...tensors].filter(([name]) => !name.startsWith('cls.'))),
    );
    expect((await readCheckpoint(folder, null)).info.missingHead).toEqual([
      'cls.predictions.transform.dense.weight',
      'cls.predictions.transform.dense.bias',
      'cls.predictions.transform.LayerNorm.weight',
      'cls.predictions.transform.LayerNorm.bias',
      'cls.predictions.bias',
    ]);
  });

  test('an output layer that the config does not tie is needed', async () => {
    const { info } = await readCheckpoint(modelWithConfig('roberta-masked-lm', { tie_word_embeddings: false }), null);
    expect(info.missingHead).toEqual(['lm_head.decoder.weight']);
  });

  test('a classifier whose head is not in the file', async () => {
    const folder = await modelWithTensors(
      'roberta-sentiment',
      (tensors) => new Map([...tensors].filter(([name]) => !name.startsWith('classifier.'))),
    );
    expect((await readCheckpoint(folder, null)).info).toMatchObject({
      task: 'text-classification',
      missingHead: [
        'classifier.dense.weight',
        'classifier.dense.bias',
        'classifier.out_proj.weight',
        'classifier.out_proj.bias',
      ],
    });
  });
});

test('a head of another class under the same names is not taken for a classifier', async () => {
  const folder = modelWithConfig('bert-sequence-classification', {
    architectures: ['BertForMultipleChoice'],
    num_labels: 3,
  });
  const { info } = await readCheckpoint(folder, null);
  expect(info).toMatchObject({ task: 'multiple-choice', missingHead: ['classifier.weight', 'classifier.bias'] });
});

test.each([
  ['bert-masked-lm', 'BertForPreTraining', 'fill-mask'],
  ['llama-causal-lm', 'LLaMAForCausalLM', 'text-generation'],
])('%s as %s has the head that this class has', async (model, className, task) => {
  const { info, record } = (await readCheckpoint(
    modelWithConfig(model, { architectures: [className] }),
    null,
  )) as RecordedCheckpoint;
  expect(info).toMatchObject({ className, task, missingHead: [] });
  expect(record.outputs.map(({ name }) => name)).toContain('logits');
});

test('a bare class with a complete classification head is a classifier, as it is for Python', async () => {
  const { info } = await readCheckpoint(modelWithConfig('bert-sequence-classification', { architectures: null }), null);
  expect(info).toMatchObject({ className: null, task: 'text-classification', missingHead: [] });
});

describe('labels by the rules of transformers', () => {
  test.each([
    [{}, ['LABEL_0', 'LABEL_1'], 'single_label_classification'],
    [{ problem_type: 'multi_label_classification' }, ['LABEL_0', 'LABEL_1'], 'multi_label_classification'],
    [{ id2label: { '1': 'one', '0': 'zero' } }, ['zero', 'one'], 'single_label_classification'],
    [{ num_labels: 2, id2label: { '0': 'a', '1': 'b' } }, ['a', 'b'], 'single_label_classification'],
    [{ num_labels: 2, id2label: { '0': 'a' } }, ['LABEL_0', 'LABEL_1'], 'single_label_classification'],
    [{ id2label: { '0': 'a', '2': 'b' } }, ['a', 'LABEL_1'], 'single_label_classification'],
    [{ id2label: { '0': 0, '1': 1 } }, ['0', '1'], 'single_label_classification'],
    [{ pad_token_id: -1, id2label: { '00': 'a', '01': 'b' } }, ['a', 'b'], 'single_label_classification'],
    [{ num_labels: 2, id2label: null }, ['LABEL_0', 'LABEL_1'], 'single_label_classification'],
  ] as const)('%j', async (changes, labels, problemType) => {
    const { info } = await readCheckpoint(modelWithConfig('bert-sequence-classification', changes), null);
    expect(info).toMatchObject({ labels, problemType });
  });
});
