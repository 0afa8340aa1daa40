import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LensError } from '../../../../src/common/errors/lens-error';
import { checkGradients } from '../../../../src/engine/train/device/check-gradients';
import type { OpenedTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import type { TrainableModel } from '../../../../src/engine/train/trainable-model';
import { goldenData } from '../golden/golden';
import { openCase } from '../model/support/training-case';

const name = 'seqcls-bert';
let opened: OpenedTrainableModel;

beforeAll(async () => {
  opened = await openCase(name);
});
afterAll(() => opened.model.dispose());

/** A device that makes something else of one gradient. */
function wrongDevice(change: (value: number) => number): TrainableModel {
  const { model } = opened;
  const wrong = 'bert.encoder.layer.1.output.dense.weight';
  return {
    ...{ parameters: model.parameters, tensors: model.tensors, placement: null },
    lossDivisor: (batch) => model.lossDivisor(batch),
    evaluate: (batch) => model.evaluate(batch),
    dispose: () => model.dispose(),
    backward: async (batch, options) => {
      const result = await model.backward(batch, options);
      const gradients = new Map(result.gradients);
      gradients.set(wrong, gradients.get(wrong)!.map(change));
      return { ...result, gradients };
    },
  };
}

const check = (model: TrainableModel): Promise<number> =>
  checkGradients('webgpu', { model, onCpu: opened.onCpu }, goldenData(name));

test('the same gradients differ by nothing, rounded ones by little', async () => {
  expect(await check(opened.model)).toBe(0);
  const rounded = await check(wrongDevice((value) => value * 1.0001));
  expect(rounded).toBeGreaterThan(0);
  expect(rounded).toBeLessThan(1e-4);
});

test.each([
  [
    'what is left unwritten',
    (): number => 0,
    /^WebGPU computes other gradients than the CPU: they differ by [\d.e+]+ % of their norm\.$/,
  ],
  ['what is no number', (): number => NaN, /some are no numbers\.$/],
] as const)('a device that computes backward wrongly is not trained on: %s', async (_, change, message) => {
  const error = (await check(wrongDevice(change)).catch((caught: unknown) => caught)) as LensError;
  expect(error.code).toBe('device');
  expect(error.message).toMatch(message);
  expect(error.help).toBe('Train on the device cpu.');
});
