import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { generate } from '../../../src/engine/generate/generate';
import type { LanguageModel } from '../../../src/engine/generate/model/language-model';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { onnxExport } from '../support/fixtures';
import { optimumModel } from '../support/optimum';
import { copyModel } from '../models/support/model-folder';
import { difference, goldenFolder, goldenOf, goldenTensors, rowOf, settingsOf } from './support/golden';

async function open(folder: string, weights: string | null): Promise<LanguageModel> {
  return openLanguageModel(await readCheckpoint(folder, weights), { device: 'cpu', threads: 1, runs: 'once' });
}

async function run(model: LanguageModel, prompts: number[][], settings: Parameters<typeof resolveSettings>[0]) {
  const request = { prompts, seed: 1, top: 0, stops: () => Promise.resolve(false), signal: neverCancelled };
  const found = await generate(model, { ...request, settings: resolveSettings(settings, {}) });
  return found.map(({ ids }) => ids);
}

const t5 = goldenFolder('t5');

/** Without what fills shorter sequences up. */
const untilEnd = (ids: number[]): number[] => (ids.includes(1) ? ids.slice(0, ids.indexOf(1) + 1) : ids);

describe('encoder and decoder of Optimum go on as transformers does', () => {
  test.each([
    ['merged', ['encoder_model', 'decoder_model_merged']],
    ['with a decoder for what comes later', ['encoder_model', 'decoder_model', 'decoder_with_past_model']],
    ['without a past', ['encoder_model', 'decoder_model']],
  ])('%s', async (_, names) => {
    const model = await open(optimumModel(t5, names), null);
    const { prompts } = goldenOf('t5');
    for (const [index, { input_ids: ids, greedy, beams }] of prompts.entries()) {
      const logits = (await goldenTensors('t5', `greedy${index}`)).get('logits')!;
      let reading = await model.read([ids]);
      for (const [step, id] of greedy.entries()) {
        expect(difference(reading.logits, rowOf(logits, step))).toBeLessThan(5e-5);
        reading = await reading.next([id], [0]);
      }
      for (const each of beams) expect(await run(model, [ids], settingsOf(each))).toEqual(each.sequences.map(untilEnd));
    }
    // Texts of other lengths together, each as alone.
    const together = await run(
      model,
      prompts.map(({ input_ids: ids }) => ids),
      { max_new_tokens: 20, eos_token_id: [] },
    );
    expect(together).toEqual(prompts.map(({ greedy }) => greedy));
    await model.dispose();
  });
});

test('one file with both stacks reads text and target anew at every step', async () => {
  const folder = copyModel('t5-conditional-generation');
  cpSync(onnxExport('t5-conditional-generation.dynamo.onnx'), join(folder, 'export.onnx'));
  const [file, own] = [await open(folder, 'export.onnx'), await open(folder, 'model.safetensors')];
  const prompts = [
    [30, 41, 52, 63, 1],
    [50, 60, 1],
  ];
  for (const settings of [{ max_new_tokens: 6 }, { max_new_tokens: 5, num_beams: 2 }]) {
    expect(await run(file, prompts, settings)).toEqual(await run(own, prompts, settings));
  }
  await file.dispose();
  await own.dispose();
});

test("a decoder of Optimum's, alone and in a batch", async () => {
  const { prompts, batch } = goldenOf('gpt2');
  const model = await open(optimumModel(goldenFolder('gpt2'), ['model']), null);
  const [first] = prompts;
  expect(await run(model, [first!.input_ids], { max_new_tokens: 20 })).toEqual([first!.greedy]);
  const { input_ids: padded, attention_mask: mask, tokens } = batch;
  const alone = padded.map((row, index) => row.filter((_, at) => mask[index]![at] === 1));
  expect(await run(model, alone, { max_new_tokens: 12 })).toEqual(tokens);
  await model.dispose();
});

test('a file for a classifier does not go on with a text', async () => {
  const folder = copyModel('bart-sequence-classification');
  cpSync(onnxExport('bart-sequence-classification.dynamo.onnx'), join(folder, 'export.onnx'));
  await expect(open(folder, 'export.onnx')).rejects.toMatchObject({ code: 'unsupported' });
});
