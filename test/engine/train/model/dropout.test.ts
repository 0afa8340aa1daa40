import { describe, expect, test } from 'vitest';
import type { OpenedTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import { fillMask } from '../../../../src/engine/train/model/dropout-masks';
import { WordStream } from '../../../../src/engine/train/random/word-stream';
import { temporaryFolder } from '../../support/fixtures';
import { slopeRatio } from './support/slope';
import { batchOf, caseFolder, kindOf, openCase, readTrainingGolden } from './support/training-case';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A case whose config drops; every rate of the family is set. */
function droppingCase(name: string, rates: Record<string, number>): string {
  const folder = temporaryFolder();
  cpSync(caseFolder(name), folder, { recursive: true });
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...config, ...rates }));
  return folder;
}

const cases: [string, Record<string, number>][] = [
  ['seqcls-bert', { hidden_dropout_prob: 0.2, attention_probs_dropout_prob: 0.1 }],
  ['seqcls-distilbert', { dropout: 0.1, attention_dropout: 0.1, seq_classif_dropout: 0.3 }],
  ['seqcls-roberta', { hidden_dropout_prob: 0.1, attention_probs_dropout_prob: 0.1 }],
  ['causal-gpt2', { embd_pdrop: 0.1, attn_pdrop: 0.1, resid_pdrop: 0.1 }],
  ['causal-llama', { attention_dropout: 0.2 }],
  ['seq2seq-t5', { dropout_rate: 0.1 }],
];

async function lossOf({ model }: OpenedTrainableModel, name: string, step: number, microBatch = 0, seed = 1) {
  const batch = batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));
  const divisor = model.lossDivisor(batch);
  const { loss, gradients } = await model.backward(batch, { divisor, seed, step, microBatch });
  return { loss, gradient: Float32Array.from(gradients.values().next().value ?? []) };
}

describe.each(cases)('dropout of %s', (name, rates) => {
  test('follows from seed, step and micro-batch alone', async () => {
    const folder = droppingCase(name, rates);
    const opened = await openCase(name, { folder, dropout: true });
    const first = await lossOf(opened, name, 1);
    const others = [
      await lossOf(opened, name, 2),
      await lossOf(opened, name, 1, 1),
      await lossOf(opened, name, 1, 0, 2),
    ];
    for (const other of others) expect(other.loss).not.toBe(first.loss);
    expect(await lossOf(opened, name, 1)).toEqual(first);
    await opened.model.dispose();
    const again = await openCase(name, { folder, dropout: true });
    expect(await lossOf(again, name, 1)).toEqual(first);
    await again.model.dispose();
  });

  test('is not there in evaluation, and not where it is turned off', async () => {
    const folder = droppingCase(name, rates);
    const golden = readTrainingGolden(name);
    const batch = batchOf(golden.batches[0]![0]!, kindOf(name));
    const opened = await openCase(name, { folder, dropout: true });
    const { summedLoss } = await opened.model.evaluate(batch);
    expect(summedLoss / opened.model.lossDivisor(batch)).toBeCloseTo(golden.steps[0]!.loss, 4);
    await opened.model.dispose();
    const off = await openCase(name, { folder, dropout: false });
    expect((await lossOf(off, name, 1)).loss).toBeCloseTo(golden.steps[0]!.loss, 4);
    await off.model.dispose();
  });

  test('has the same masks on the way back: the gradient tells how the loss changes', async () => {
    const opened = await openCase(name, { folder: droppingCase(name, rates), dropout: true });
    const batch = batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));
    expect(await slopeRatio(opened.model, batch)).toBeCloseTo(1, 1);
    await opened.model.dispose();
  });
});

test.each([0.1, 0.5, 0.9])('a mask keeps the share %f', (share) => {
  const mask = new Uint8Array(100_001);
  fillMask(mask, Math.round(share * 65_536), new WordStream('dropout', 7, [1, 2, 3]));
  const kept = mask.reduce((sum, value) => sum + value, 0) / mask.length;
  expect(Math.abs(kept - share)).toBeLessThan(0.005);
});
