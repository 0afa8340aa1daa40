import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { writeSafetensors } from '../../../../src/engine/formats/safetensors/write';
import { openTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import { modelFixture, temporaryFolder } from '../../support/fixtures';
import { plainOptions } from './support/training-case';

/** A model's folder with a further tensor, made of another. */
async function withTensor(name: string, from: string, change: number): Promise<string> {
  const folder = temporaryFolder();
  cpSync(modelFixture('gpt2-causal-lm'), folder, { recursive: true });
  const path = join(folder, 'model.safetensors');
  const tensors = await readSafetensors(path);
  const { dims, data } = tensors.get(from)!;
  const copy = Float32Array.from(data as Float32Array);
  copy[0] = copy[0]! + change;
  await writeSafetensors(path, new Map([...tensors, [name, { dims, data: copy }]]));
  return folder;
}

describe('a second table of word embeddings in the file', () => {
  test('is the same parameter where it is a copy', async () => {
    const folder = await withTensor('lm_head.weight', 'wte.weight', 0);
    const { model, unused } = await openTrainableModel(plainOptions(folder, 'text-generation'));
    expect(model.tensors.map(({ name }) => name)).not.toContain('lm_head.weight');
    expect(unused).toEqual([]);
  });

  test('is a parameter of its own where it differs', async () => {
    const folder = await withTensor('lm_head.weight', 'wte.weight', 1);
    const { model } = await openTrainableModel(plainOptions(folder, 'text-generation'));
    const names = model.parameters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['lm_head.weight', 'transformer.wte.weight']));
  });
});
