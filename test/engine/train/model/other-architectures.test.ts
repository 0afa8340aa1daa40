import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainingTask } from '../../../../src/common/contracts/training/run-file';
import { openTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import type { TrainableModel, TrainingBatch } from '../../../../src/engine/train/trainable-model';
import { modelFixture } from '../../support/fixtures';
import { slopeRatio } from './support/slope';
import { plainOptions } from './support/training-case';

const other = (name: string): string => join(import.meta.dirname, '../../../fixtures/models-other-settings', name);

/** Models of which there are no reference gradients: whatever is trained there, the loss must follow its gradient. */
const cases: [string, TrainingTask, string[]][] = [
  [modelFixture('gemma-causal-lm'), 'text-generation', []],
  [modelFixture('mistral-causal-lm'), 'text-generation', []],
  [modelFixture('olmo2-causal-lm'), 'text-generation', []],
  [modelFixture('phi3-causal-lm'), 'text-generation', []],
  [modelFixture('qwen2-causal-lm'), 'text-generation', []],
  [modelFixture('qwen3-causal-lm'), 'text-generation', []],
  [modelFixture('smollm3-causal-lm'), 'text-generation', []],
  [modelFixture('llama-sharded-bfloat16'), 'text-generation', []],
  [modelFixture('llama-sequence-classification'), 'text-classification', []],
  [modelFixture('gpt2-sequence-classification'), 'text-classification', []],
  [modelFixture('xlm-roberta-sequence-classification'), 'text-classification', []],
  [modelFixture('roberta-masked-lm'), 'fill-mask', []],
  [modelFixture('bert-masked-lm'), 'fill-mask', []],
  [modelFixture('bert-masked-lm-gamma-beta'), 'fill-mask', []],
  [modelFixture('bert-masked-lm-bin'), 'fill-mask', []],
  [modelFixture('distilbert-masked-lm'), 'fill-mask', []],
  [modelFixture('bart-conditional-generation'), 'text2text-generation', []],
  [modelFixture('bart-sequence-classification'), 'text-classification', []],
  [modelFixture('marian-conditional-generation'), 'text2text-generation', []],
  [modelFixture('t5-gated-conditional-generation'), 'text2text-generation', []],
  [other('mt5-conditional-generation'), 'text2text-generation', []],
  [other('umt5-conditional-generation'), 'text2text-generation', []],
  [other('t5-sequence-classification'), 'text-classification', []],
  [other('t5-token-classification'), 'token-classification', []],
  [other('gpt2-untied'), 'text-generation', []],
  [other('llama-head-apart'), 'text-generation', []],
  [modelFixture('bert-base-model'), 'text-classification', ['classifier']],
];

interface GoldenInputs {
  readonly cases: readonly { readonly input_ids: number[][]; readonly attention_mask: number[][] }[];
}

/** The first rows of golden.json with more than one text, and labels that are made up. */
function batchFor(folder: string, task: TrainingTask, model: TrainableModel, labels: number): TrainingBatch {
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as GoldenInputs;
  const { input_ids: ids, attention_mask: mask } =
    golden.cases.find(({ input_ids: rows }) => rows.length > 1) ?? golden.cases[0]!;
  const int64 = (rows: number[][]): BigInt64Array => BigInt64Array.from(rows.flat(), BigInt);
  const inputs = { inputIds: int64(ids), attentionMask: int64(mask), dims: [ids.length, ids[0]?.length ?? 0] as const };
  expect(model.parameters.length).toBeGreaterThan(3);
  if (task === 'text-classification') {
    return {
      inputs,
      labels: { kind: 'single_label_classification', data: BigInt64Array.from(ids, (_, row) => BigInt(row % labels)) },
    };
  }
  const flat = ids.flatMap((row, at) =>
    row.map((id, place) => (mask[at]?.[place] === 0 || place % 3 === 2 ? -100 : id)),
  );
  const data = task === 'token-classification' ? flat.map((id) => (id < 0 ? id : id % labels)) : flat;
  return { inputs, labels: { kind: 'tokens', data: BigInt64Array.from(data, BigInt) } };
}

describe.each(cases)('%s', (folder, task, missing) => {
  test(`is trained for ${task}`, async () => {
    const { model, initialised, config } = await openTrainableModel(plainOptions(folder, task));
    expect([...new Set(initialised.map((name) => name.replace(/(\.dense)?\.(weight|bias)$/, '')))].sort()).toEqual(
      missing,
    );
    const labels = Object.keys(config.id2label ?? {}).length || 2;
    // The attention of this one is so steep that only a small step is straight.
    const step = folder.includes('umt5') ? 5e-5 : 5e-4;
    const ratio = await slopeRatio(model, batchFor(folder, task, model, labels), step);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
    await model.dispose();
  });
});
