import { afterAll, describe, expect, test } from 'vitest';
import { softmax } from '../../../src/common/statistics/probabilities';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { modelFixture } from '../support/fixtures';
import { difference, goldenFolder, goldenOf, goldenTensors, rowOf } from './support/golden';

const open = async (folder: string) =>
  openLanguageModel(await readCheckpoint(folder, null), { device: 'cpu', threads: 1, runs: 'once' });

const decoders = [
  ...['gemma', 'gpt2', 'llama', 'llama3', 'mistral', 'olmo2', 'phi3', 'qwen2', 'qwen3', 'smollm3'].map(
    (name) => `${name}-causal-lm`,
  ),
  'llama-sharded-bfloat16',
];
const encoderDecoders = ['t5', 't5-gated', 'bart', 'marian'].map((name) => `${name}-conditional-generation`);

describe('each step is what the whole text gives', () => {
  test.each(decoders)('%s', async (name) => {
    const model = await open(modelFixture(name));
    // More than the sliding windows of the fixtures, which are 16.
    const text = Array.from({ length: 24 }, (_, index) => 20 + ((index * 37) % 300));
    let reading = await model.read([text.slice(0, 5)]);
    for (const id of text.slice(5)) reading = await reading.next([id], [0]);
    const whole = await model.read([text]);
    expect(difference(reading.logits, whole.logits)).toBeLessThan(5e-5);
    await model.dispose();
  });

  test.each(encoderDecoders)('%s: in a batch of texts of other lengths as alone', async (name) => {
    const model = await open(modelFixture(name));
    const [long, short] = [
      [30, 41, 52, 63, 74, 85, 1],
      [50, 60, 1],
    ];
    const answer = [33, 44, 55, 66, 77];
    const alone = await model.read([short]);
    const both = await model.read([long, short]);
    let [one, batch] = [alone, both];
    for (const id of answer) {
      one = await one.next([id], [0]);
      batch = await batch.next([id + 1, id], [0, 1]);
    }
    const size = one.logits.length;
    expect(difference(batch.logits.subarray(size), one.logits)).toBeLessThan(5e-5);
    await model.dispose();
  });
});

describe('reference values', () => {
  const models = (['gpt2', 'llama', 't5'] as const).map((name) => [name, open(goldenFolder(name))] as const);
  afterAll(async () => {
    for (const [, model] of models) await (await model).dispose();
  });

  test.each(models)('%s: the logits of every step', async (name, opening) => {
    const model = await opening;
    for (const [index, { input_ids: prompt, greedy }] of goldenOf(name).prompts.entries()) {
      const logits = (await goldenTensors(name, `greedy${index}`)).get('logits')!;
      let reading = await model.read([prompt]);
      for (const [step, id] of greedy.entries()) {
        const expected = rowOf(logits, step);
        expect(difference(reading.logits, expected)).toBeLessThan(5e-5);
        reading = await reading.next([id], [0]);
      }
    }
  });

  test('rows can be repeated, left out and gone back to', async () => {
    const model = await models[0]![1];
    const [first, second] = goldenOf('gpt2').prompts.map(({ input_ids: ids }) => ids);
    const both = await model.read([first!, second!]);
    const three = await both.next([5, 6, 7], [1, 0, 1]);
    const last = await three.next([9], [2]);
    const alone = await model.read([[...second!, 7, 9]]);
    expect(difference(last.logits, alone.logits)).toBeLessThan(5e-5);
    const again = await three.next([9], [2]);
    expect(softmax(again.logits)).toEqual(softmax(last.logits));
  });
});
