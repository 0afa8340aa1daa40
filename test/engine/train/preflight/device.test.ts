import * as v from 'valibot';
import { expect, test } from 'vitest';
import { runFileSchema } from '../../../../src/common/contracts/training/run-file';
import { CancellationSource } from '../../../../src/common/rpc/cancellation';
import { LensError } from '../../../../src/common/errors/lens-error';
import { orOnCpu } from '../../../../src/engine/train/device/or-on-cpu';
import { tellingPlacement } from '../../../../src/engine/train/device/tell-placement';
import { preflight } from '../../../../src/engine/train/preflight/preflight';
import { trainingFixture } from '../support/fixtures';

/** A device that ONNX Runtime has on other platforms alone. */
const foreign = process.platform === 'win32' ? 'coreml' : 'dml';

const preflightOn = (device: string) =>
  preflight({
    runFile: v.parse(runFileSchema, {
      ...{ model: 'seqcls-bert', task: 'text-classification', train_file: 'train.csv', threads: 1, device },
    }),
    modelFolder: trainingFixture('seqcls-bert'),
    dataFolder: trainingFixture('seqcls-bert'),
    signal: new CancellationSource(),
    progress: () => undefined,
  });

test('a device that does not work is told before anything starts, with what the CPU takes', async () => {
  const { checks, secondsPerStep } = await preflightOn(foreign);
  const check = checks.find(({ subject }) => subject === 'device');
  expect(check).toMatchObject({ state: 'error', remedy: { settings: { device: 'cpu' } } });
  expect(check?.text).toMatch(/^(DirectML|CoreML) does not work here: .* The CPU was measured\.$/);
  expect(secondsPerStep).toBeGreaterThan(0);
});

test('a device that there is not at all is named', async () => {
  await expect(preflightOn('abacus')).rejects.toMatchObject({ code: 'usage' });
});

test('only what is the fault of the device is done on the CPU', async () => {
  const failing = (code: 'device' | 'too-big') => (device: string) =>
    device === 'cpu' ? Promise.resolve(device) : Promise.reject(new LensError(code, 'No.'));
  expect(await orOnCpu('webgpu', failing('device'))).toMatchObject({ result: 'cpu', failure: { message: 'No.' } });
  await expect(orOnCpu('webgpu', failing('too-big'))).rejects.toMatchObject({ code: 'too-big' });
});

test('a run says once what its device computes', () => {
  const told: string[] = [];
  const steps: number[] = [];
  const events = tellingPlacement(
    {
      step: ({ step }) => void steps.push(step),
      evaluation: () => Promise.resolve(),
      save: () => Promise.resolve(),
      best: () => Promise.resolve(),
      stopRequested: () => false,
      breathe: () => undefined,
    },
    'cuda',
    { placement: { nodes: 12, onCpu: 1, operations: [{ operation: 'Shape', count: 1 }] } },
    (message) => told.push(message),
  );
  for (const step of [1, 2]) events.step({ step, epoch: 1, loss: 1, grad_norm: 1, learning_rate: 1 });
  expect(steps).toEqual([1, 2]);
  expect(told).toEqual(['CUDA computes 11 of 12 nodes, the CPU the rest (Shape 1).']);
});
