import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { encodeModel } from '../../../src/engine/formats/onnx/encode-model';
import { generate } from '../../../src/engine/generate/generate';
import type { LanguageModel } from '../../../src/engine/generate/model/language-model';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { prune } from '../../../src/engine/graph/prune';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { placeWeights } from '../../../src/engine/models/external-weights';
import { lowerGraph } from '../../../src/engine/runtime/lowering/lower-graph';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { goldenFolder, goldenOf } from './support/golden';

const golden = goldenOf('gpt2');

/**
 * GPT-2 as a file with a cache, whose weights stay in the safetensors file beside it.
 * @param merged as Optimum merges two files in one, which is told whether there is a past
 */
async function exported(merged: boolean, without: readonly string[] = []): Promise<string> {
  const folder = temporaryFolder();
  cpSync(goldenFolder('gpt2'), folder, { recursive: true });
  const checkpoint = await readCheckpoint(folder, 'model.safetensors');
  if (checkpoint.format === 'onnx') throw new Error('The weights are not safetensors');
  const whole = checkpoint.recordGeneration!();
  const presents = whole.outputs.map(({ name }) => name).filter((name) => name.startsWith('present.'));
  const record = prune(whole, ['logits', ...presents.filter((name) => !without.includes(name))]);
  const { find } = await placeWeights([...checkpoint.tensors.values()]);
  const model = lowerGraph('gpt2', record, find);
  const branch = { name: 'use_cache_branch', dtype: 'bool', shape: [1] } as const;
  const inputs = merged ? [...model.inputs, branch] : model.inputs;
  writeFileSync(join(folder, 'model.onnx'), encodeModel({ ...model, inputs }));
  return folder;
}

async function open(folder: string, weights: string): Promise<LanguageModel> {
  return openLanguageModel(await readCheckpoint(folder, weights), { device: 'cpu', threads: 1, runs: 'once' });
}

async function run(model: LanguageModel, prompts: number[][], settings: Parameters<typeof resolveSettings>[0]) {
  const request = { prompts, seed: 1, top: 0, stops: () => Promise.resolve(false), signal: neverCancelled };
  const found = await generate(model, { ...request, settings: resolveSettings(settings, {}) });
  return found.map(({ ids }) => ids);
}

describe('a decoder from an ONNX file', () => {
  test.each([
    ['with a cache', false],
    ['merged, as Optimum does it', true],
  ])('%s', async (_, merged) => {
    const model = await open(await exported(merged), 'model.onnx');
    const [first] = golden.prompts;
    expect(await run(model, [first!.input_ids], { max_new_tokens: 20 })).toEqual([first!.greedy]);
    const { input_ids: padded, attention_mask: mask, tokens } = golden.batch;
    const alone = padded.map((row, index) => row.filter((_, at) => mask[index]![at] === 1));
    expect(await run(model, alone, { max_new_tokens: 12 })).toEqual(tokens);
    await model.dispose();
  });

  test('without a cache, the same as with the weights in place', async () => {
    const folder = modelFixture('gpt2-causal-lm');
    const [file, own] = [await open(folder, 'onnx/model.onnx'), await open(folder, 'model.safetensors')];
    const prompts = [
      [10, 20, 30, 40],
      [50, 60],
    ];
    const settings = { num_beams: 3, max_new_tokens: 6 };
    expect(await run(file, prompts, settings)).toEqual(await run(own, prompts, settings));
    const greedy = { max_new_tokens: 8 };
    expect(await run(file, prompts, greedy)).toEqual(await run(own, prompts, greedy));
    await file.dispose();
    await own.dispose();
  });

  test('one that takes a past and gives none is refused', async () => {
    const folder = await exported(false, ['present.1.value']);
    await expect(open(folder, 'model.onnx')).rejects.toMatchObject({ code: 'unsupported' });
  });
});
