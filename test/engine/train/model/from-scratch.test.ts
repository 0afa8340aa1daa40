import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainingTask } from '../../../../src/common/contracts/training/run-file';
import { openTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import type { ModelTensor } from '../../../../src/engine/train/trainable-model';
import { temporaryFolder } from '../../support/fixtures';
import {
  batchOf,
  caseFolder,
  kindOf,
  openCase,
  plainOptions,
  readCaseTensors,
  readTrainingGolden,
} from './support/training-case';

/** A folder that holds nothing but a config. */
function configAlone(name: string, changes: Record<string, unknown> = {}): string {
  const config = JSON.parse(readFileSync(join(caseFolder(name), 'config.json'), 'utf8')) as Record<string, unknown>;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...changes }));
  return folder;
}

function deviation({ data }: ModelTensor): number {
  const mean = data.reduce((a, b) => a + b, 0) / data.length;
  return Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
}

async function fromScratch(name: string, task: TrainingTask, changes: Record<string, unknown> = {}, seed = 1) {
  const options = { ...plainOptions(configAlone(name, changes), task), fromScratch: true, seed };
  const opened = await openTrainableModel(options);
  return { ...opened, byName: new Map(opened.model.tensors.map((tensor) => [tensor.name, tensor])) };
}

describe('a model from its config alone', () => {
  test.each([
    ['seqcls-bert', 'text-classification'],
    ['seqcls-distilbert', 'text-classification'],
    ['seqcls-roberta', 'text-classification'],
    ['token-bert', 'token-classification'],
    ['causal-gpt2', 'text-generation'],
    ['causal-llama', 'text-generation'],
    ['seq2seq-t5', 'text2text-generation'],
  ] as const)('%s has the tensors of its checkpoint and a first loss', async (name, task) => {
    const { model, initialised, unused, byName } = await fromScratch(name, task);
    const stored = await readCaseTensors(name, 'model.safetensors');
    expect([...byName.keys()].sort()).toEqual([...stored.keys()].sort());
    for (const [tensor, { dims }] of stored) expect(byName.get(tensor)?.shape).toEqual(dims);
    expect({ initialised: initialised.length, unused }).toEqual({ initialised: stored.size, unused: [] });
    const batch = batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));
    const { loss } = await model.backward(batch, {
      divisor: model.lossDivisor(batch),
      seed: 1,
      step: 1,
      microBatch: 0,
    });
    expect(Number.isFinite(loss)).toBe(true);
    await model.dispose();
  });

  test('is the same with the same seed and another with another', async () => {
    const models = await Promise.all(
      [1, 1, 2].map((seed) => fromScratch('seqcls-bert', 'text-classification', {}, seed)),
    );
    const [first, same, other] = models.map(({ byName }) => byName.get('bert.embeddings.word_embeddings.weight')!.data);
    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
    const layers = [0, 1].map(
      (layer) => models[0]!.byName.get(`bert.encoder.layer.${layer}.output.dense.weight`)!.data,
    );
    expect(layers[0]).not.toEqual(layers[1]);
  });

  test('of BERT’s kind: normal matrices, norms of one, biases of zero, no vector for padding', async () => {
    const { byName } = await fromScratch('seqcls-bert', 'text-classification', { initializer_range: 0.05 });
    const words = byName.get('bert.embeddings.word_embeddings.weight')!;
    expect(deviation(words)).toBeCloseTo(0.05, 2);
    expect(Array.from(words.data.subarray(0, 32))).toEqual(new Array(32).fill(0));
    expect(new Set(byName.get('bert.embeddings.LayerNorm.weight')!.data)).toEqual(new Set([1]));
    expect(new Set(byName.get('bert.encoder.layer.0.output.dense.bias')!.data)).toEqual(new Set([0]));
  });

  test('of GPT-2: what adds to the residual stream starts smaller', async () => {
    const { byName } = await fromScratch('causal-gpt2', 'text-generation');
    expect(deviation(byName.get('transformer.h.0.mlp.c_fc.weight')!)).toBeCloseTo(0.02, 3);
    expect(deviation(byName.get('transformer.h.1.mlp.c_proj.weight')!)).toBeCloseTo(0.02 / Math.sqrt(4), 3);
  });

  test('of T5: each by the width of what it reads', async () => {
    const { byName } = await fromScratch('seq2seq-t5', 'text2text-generation', { initializer_factor: 0.5 });
    expect(deviation(byName.get('shared.weight')!)).toBeCloseTo(0.5, 1);
    const query = byName.get('encoder.block.0.layer.0.SelfAttention.q.weight')!;
    expect(deviation(query) / (0.5 * (16 * 6) ** -0.5)).toBeCloseTo(1, 0);
    const outer = byName.get('encoder.block.0.layer.1.DenseReluDense.wo.weight')!;
    expect(deviation(outer) / (0.5 * 32 ** -0.5)).toBeCloseTo(1, 0);
  });
});

describe('a head for other labels', () => {
  const labels = ['a', 'b', 'c', 'd', 'e'];

  test('starts at random, the rest is the checkpoint’s', async () => {
    const opened = await openCase('seqcls-bert', { labels, seed: 3 });
    expect([...opened.initialised].sort()).toEqual(['classifier.bias', 'classifier.weight']);
    expect(opened.unused).toEqual(['classifier.weight', 'classifier.bias'].sort());
    expect(opened.config).toMatchObject({ id2label: { 0: 'a', 4: 'e' }, label2id: { a: 0, e: 4 } });
    expect(opened.model.tensors.find(({ name }) => name === 'classifier.weight')?.shape).toEqual([5, 32]);
    await opened.model.dispose();
  });

  test('of another task: its class is named', async () => {
    const opened = await openCase('seqcls-bert', { task: 'token-classification', labels });
    expect(opened.config.architectures).toEqual(['BertForTokenClassification']);
    expect(opened.unused.every((name) => name.startsWith('bert.pooler') || name.startsWith('classifier'))).toBe(true);
    await opened.model.dispose();
  });

  test('that the architecture does not have is refused', async () => {
    await expect(openCase('seqcls-distilbert', { task: 'text2text-generation' })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});
