import { describe, expect, test } from 'vitest';
import { weightStorages, type WeightStorage } from '../../../../src/common/contracts/weight-storage';
import { openLanguageModel } from '../../../../src/engine/generate/model/open-language-model';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel } from '../../../../src/engine/models/loaded-model';
import { chooseStorage, offeredStorages } from '../../../../src/engine/models/storage/choose-storage';
import type { RecordedCheckpoint } from '../../../../src/engine/models/recorded-checkpoint';
import { difference } from '../../generate/support/golden';
import { modelFixture } from '../../support/fixtures';
import { batchOf } from '../support/run-once';

const read = async (name: string) => (await readCheckpoint(modelFixture(name), null)) as RecordedCheckpoint;
const how = { device: 'cpu', threads: 1, runs: 'often' } as const;

async function logits(name: string, storage: WeightStorage): Promise<Float32Array> {
  const model = await loadModel(await read(name), { ...how, storage, outputs: ['logits'] });
  const results = await model.run(batchOf([[5, 17, 40, 83, 12, 2]], 0));
  await model.dispose();
  return results.get('logits')!.data;
}

describe('weights of 16 bits', () => {
  test.each(['llama-sharded-bfloat16', 'roberta-sentiment-float16'])('%s: the numbers of float32', async (name) => {
    expect(difference(await logits(name, '16-bit'), await logits(name, 'float32'))).toBeLessThan(2e-6);
  });
});

describe('weights in blocks', () => {
  // How far the logits are off depends on the model; these have 32 numbers a row and random weights.
  const models = ['llama-sharded-bfloat16', 'roberta-sentiment-float16', 'gpt2-causal-lm', 'bert-masked-lm'];
  test.each(models)('%s: 8 bits are nearer to float32 than 4, and neither is it', async (name) => {
    const exact = await logits(name, 'float32');
    const [eight, four] = [await logits(name, '8-bit'), await logits(name, '4-bit')].map((each) =>
      difference(each, exact),
    );
    expect(eight).toBeGreaterThan(1e-4);
    expect(eight).toBeLessThan(0.1);
    expect(four).toBeGreaterThan(eight!);
    expect(four).toBeLessThan(0.5);
  });

  test.each(['llama-sharded-bfloat16', 'gpt2-causal-lm', 't5-conditional-generation'])(
    '%s: each step is what the whole text gives',
    async (name) => {
      const model = await openLanguageModel(await read(name), { ...how, storage: '8-bit' });
      const isDecoder = model.beginning([30, 41]).length === 2;
      let reading = await model.read([[30, 41, 52, 63, 1]]);
      if (isDecoder) {
        for (const id of [9, 8, 7]) reading = await reading.next([id], [0]);
        const whole = await model.read([[30, 41, 52, 63, 1, 9, 8, 7]]);
        expect(difference(reading.logits, whole.logits)).toBeLessThan(5e-5);
      } else {
        const both = await reading.next([9, 8], [0, 0]);
        const alone = await reading.next([8], [0]);
        expect(difference(both.logits.subarray(alone.logits.length), alone.logits)).toBeLessThan(5e-5);
      }
      await model.dispose();
    },
  );
});

describe('which way is taken', () => {
  test('the most exact that fits; where none does, what is mapped', async () => {
    const llama = await read('llama-sharded-bfloat16');
    const offered = offeredStorages(llama);
    expect(offered.map(({ storage }) => storage)).toEqual(weightStorages);
    for (const { storage, memoryBytes } of offered) {
      expect(chooseStorage(llama, 'auto', { device: 'cpu', freeBytes: memoryBytes })).toBe(storage);
    }
    expect(chooseStorage(llama, 'auto', { device: 'cpu', freeBytes: 0 })).toBe('16-bit');
    expect(chooseStorage(await read('bert-masked-lm'), 'auto', { device: 'cpu', freeBytes: 0 })).toBe('float32');
  });

  test('what a person asks for, however much memory there is', async () => {
    const llama = await read('llama-sharded-bfloat16');
    for (const storage of weightStorages) {
      expect(chooseStorage(llama, storage, { device: 'cpu', freeBytes: 1e15 })).toBe(storage);
    }
  });

  test('on other devices, and of ONNX files, weights stay what they are', async () => {
    const llama = await read('llama-sharded-bfloat16');
    const onnx = await readCheckpoint(modelFixture('roberta-sentiment'), 'onnx/model.onnx');
    const [gpu, cpu] = [
      { device: 'webgpu', freeBytes: 0 },
      { device: 'cpu', freeBytes: 0 },
    ] as const;
    expect(chooseStorage(llama, 'auto', gpu)).toBe('float32');
    expect(chooseStorage(onnx, 'auto', cpu)).toBe('float32');
    expect(() => chooseStorage(llama, '8-bit', gpu)).toThrow('On webgpu weights are kept as they are');
    expect(() => chooseStorage(onnx, '4-bit', cpu)).toThrow('An ONNX file keeps its weights as they are');
  });

  test('float32 is not kept in 16 bits, which would change it for nothing', async () => {
    const bert = await read('bert-masked-lm');
    expect(() => chooseStorage(bert, '16-bit', { device: 'cpu', freeBytes: 1e15 })).toThrow(
      'None of the weights, which are stored as float32, can be kept as 16-bit.',
    );
  });
});
