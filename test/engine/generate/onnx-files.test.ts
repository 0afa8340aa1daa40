import { create } from '@bufbuild/protobuf';
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
import { copyExport, optimumModel } from '../support/optimum';
import { relativeDifference } from '../support/tensors';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  GraphProtoSchema,
  TensorProtoSchema,
  TensorProto_DataType as DataType,
  type GraphProto,
} from '../../../src/engine/formats/onnx/generated/onnx_pb';
import { node } from '../formats/onnx/support/tiny-graph';
import { valueInfo } from '../models/support/edit-graph';
import { copyModel } from '../models/support/model-folder';
import { editOnnx } from '../models/support/onnx-file';
import { batchOf, runOnce } from '../models/support/run-once';
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
      // Keys and values of two layers with 4 heads of 6 numbers: of the text, and of the start token.
      const numbers = 2 * 2 * 4 * 6 * (ids.length + 1);
      expect(reading.cacheBytes).toBe(names.length === 2 && names[1] === 'decoder_model' ? 0 : 4 * numbers);
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

describe('a decoder that is nothing else', () => {
  const past = /^past_key_values\./;

  /** Takes the past away: keys and values of no tokens of one text are written into the graph. */
  function withoutPast(graph: GraphProto): void {
    const taken = graph.input.filter(({ name }) => past.test(name));
    graph.input = graph.input.filter(({ name }) => !past.test(name));
    const dims = [1n, 4n, 0n, 8n];
    graph.initializer.push(
      ...taken.map(({ name }) => create(TensorProtoSchema, { name, dataType: DataType.FLOAT, dims })),
    );
  }

  /** Puts the graph into both branches, as Optimum merges two. */
  function merge(graph: GraphProto): void {
    const branch = create(GraphProtoSchema, { name: 'branch', node: graph.node, output: graph.output });
    const choice = node(
      'If',
      ['use_cache_branch'],
      graph.output.map(({ name }) => name),
    );
    choice.attribute = ['then_branch', 'else_branch'].map((name) =>
      create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: branch }),
    );
    graph.node = [choice];
    graph.input.push(valueInfo('use_cache_branch', DataType.BOOL, [1]));
  }

  function gpt2(names: Readonly<Record<string, (graph: GraphProto) => void>>): string {
    const folder = optimumModel(goldenFolder('gpt2'), []);
    for (const [name, change] of Object.entries(names)) {
      copyExport('gpt2', 'model', join(folder, `${name}.onnx`));
      editOnnx(join(folder, `${name}.onnx`), change);
    }
    return folder;
  }

  test('in two files, of which one goes on behind a past', async () => {
    const [first] = goldenOf('gpt2').prompts;
    const folder = gpt2({ decoder_model: withoutPast, decoder_with_past_model: () => undefined });
    const model = await open(folder, null);
    expect(model.info.weightFiles).toEqual(['decoder_model.onnx', 'decoder_with_past_model.onnx']);
    expect(await run(model, [first!.input_ids], { max_new_tokens: 20 })).toEqual([first!.greedy]);
    await model.dispose();
  });

  test('merged: goes on, and its inside is seen', async () => {
    const [first] = goldenOf('gpt2').prompts;
    const folder = gpt2({ decoder_model_merged: merge });
    const model = await open(folder, null);
    expect(await run(model, [first!.input_ids], { max_new_tokens: 20 })).toEqual([first!.greedy]);
    await model.dispose();
    const inputs = batchOf([first!.input_ids], 0);
    const [found, whole] = [await runOnce(folder, null, inputs), await runOnce(goldenFolder('gpt2'), null, inputs)];
    for (const name of ['attentions.0', 'attentions.1', 'hidden_states.0', 'hidden_states.2', 'logits']) {
      expect(relativeDifference(found.get(name)!, whole.get(name)!)).toBeLessThan(5e-5);
    }
  });
});

test('a file for a classifier does not go on with a text', async () => {
  const folder = copyModel('bart-sequence-classification');
  cpSync(onnxExport('bart-sequence-classification.dynamo.onnx'), join(folder, 'export.onnx'));
  await expect(open(folder, 'export.onnx')).rejects.toMatchObject({ code: 'unsupported' });
});
