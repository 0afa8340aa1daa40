import { describe, expect, it } from 'vitest';
import type { LoraSettings } from '../../../../src/engine/train/lora/adapter';
import { openTrainableModel, type OpenedTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import { slopeRatio } from '../model/support/slope';
import {
  batchOf,
  caseFolder,
  kindOf,
  openCase,
  plainOptions,
  readTrainingGolden,
  trainingCases,
} from '../model/support/training-case';

const all: LoraSettings = { r: 2, lora_alpha: 3, target_modules: 'all-linear' };

function open(name: string, lora: LoraSettings, labels: string[] | null = null): Promise<OpenedTrainableModel> {
  return openTrainableModel({ ...plainOptions(caseFolder(name), trainingCases[name]!.task), lora, labels });
}

const firstBatch = (name: string) => batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));

/** Matrices that add something: B starts at zero, where A has no gradient. */
function fill({ adapter }: OpenedTrainableModel): void {
  for (const { name, data } of adapter!.tensors) {
    if (name.endsWith('lora_B.weight')) data.forEach((_, index) => (data[index] = Math.sin(index + 1) / 10));
  }
}

describe.each(['causal-gpt2', 'causal-llama', 'seq2seq-t5', 'seqcls-roberta', 'seqcls-distilbert'])(
  'LoRA beside every linear layer of %s',
  (name) => {
    it('has the gradients that the loss says, and is in the merged weights', async () => {
      const opened = await open(name, all);
      const { model, adapter } = opened;
      fill(opened);
      const batch = firstBatch(name);
      expect(Math.abs((await slopeRatio(model, batch)) - 1)).toBeLessThan(0.02);
      const before = await model.evaluate(batch);
      for (const tensor of model.tensors) tensor.data.set(adapter!.merged(tensor) ?? tensor.data);
      for (const { name: matrix, data } of adapter!.tensors) if (matrix.endsWith('lora_B.weight')) data.fill(0);
      const after = await model.evaluate(batch);
      const distances = after.logits.data.map((value, index) => Math.abs(value - before.logits.data[index]!));
      expect(distances.reduce((a, b) => Math.max(a, b))).toBeLessThan(1e-4);
      await model.dispose();
    });
  },
);

describe('LoRA', () => {
  it('is beside the layers that peft has for an architecture, and trains the head', async () => {
    const trained = async (name: string, labels: string[] | null = null): Promise<string[]> => {
      const { model, adapter } = await open(name, { r: 2, lora_alpha: 2 }, labels);
      await model.dispose();
      expect(adapter!.tensors.map((tensor) => tensor.name)).toEqual(model.parameters.map((each) => each.name));
      return [...new Set(adapter!.tensors.map((tensor) => tensor.name.replace(/\d+/, 'N')))];
    };
    const gpt2 = 'transformer.h.N.attn.c_attn';
    expect(await trained('causal-gpt2')).toEqual([`${gpt2}.lora_A.weight`, `${gpt2}.lora_B.weight`]);
    // What peft calls a classifier ends so.
    expect(await trained('seqcls-distilbert', ['a', 'b'])).toEqual([
      ...['q_lin.lora_A', 'q_lin.lora_B', 'v_lin.lora_A', 'v_lin.lora_B'].map(
        (matrix) => `distilbert.transformer.layer.N.attention.${matrix}.weight`,
      ),
      ...['pre_classifier', 'classifier'].flatMap((head) => [`${head}.weight`, `${head}.bias`]),
    ]);
  });

  it('says of matrices that are stored turned what peft must know', async () => {
    const [turned, straight] = [await open('causal-gpt2', all), await open('causal-llama', all)];
    expect(turned.adapter!.facts.fan_in_fan_out).toBe(true);
    expect(straight.adapter!.facts.fan_in_fan_out).toBe(false);
    // The output layer is not among all.
    expect(straight.adapter!.facts.target_modules).not.toContain('lm_head');
    await Promise.all([turned.model.dispose(), straight.model.dispose()]);
  });

  it('starts evenly between the bounds of a linear layer, with B zero, as the seed says', async () => {
    const start = async (seed: number) => {
      const options = plainOptions(caseFolder('seqcls-bert'), 'text-classification');
      const { model, adapter } = await openTrainableModel({ ...options, lora: { ...all, r: 64 }, seed });
      await model.dispose();
      return adapter!.tensors;
    };
    const [one, again, other] = [await start(1), await start(1), await start(2)];
    expect(again).toEqual(one);
    for (const [index, { name, shape, data }] of one.entries()) {
      if (name.endsWith('lora_B.weight')) expect(data.every((value) => value === 0)).toBe(true);
      if (!name.endsWith('lora_A.weight')) continue;
      const bound = 1 / Math.sqrt(shape[1]!);
      expect(data).not.toEqual(other[index]!.data);
      expect(data.every((value) => Math.abs(value) <= bound)).toBe(true);
      const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length;
      expect(variance / ((bound * bound) / 3)).toBeGreaterThan(0.85);
      expect(variance / ((bound * bound) / 3)).toBeLessThan(1.15);
    }
  });

  it('drops numbers before A only where the run has dropout', async () => {
    const lossOf = async (lora_dropout: number, dropout: boolean): Promise<number> => {
      const opened = await openCase('lora-bert', {
        lora: { ...trainingCases['lora-bert']!.lora!, lora_dropout },
        dropout,
      });
      fill(opened);
      const { model } = opened;
      const batch = firstBatch('lora-bert');
      const { loss } = await model.backward(batch, { divisor: 1, seed: 1, step: 1, microBatch: 0 });
      await model.dispose();
      return loss;
    };
    const plain = await lossOf(0, true);
    expect(await lossOf(0.5, false)).toBe(plain);
    expect(await lossOf(0.5, true)).not.toBe(plain);
  });
});
