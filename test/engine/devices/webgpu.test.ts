import { beforeAll, describe, expect, inject, it } from 'vitest';
import { modelFixture } from '../support/fixtures';
import { readGolden } from '../train/golden/golden';
import { trainingFixture } from '../train/support/fixtures';
import type { DeviceResults, DeviceWork } from './support/device-runner';
import { noSoftwareGpu, withSoftwareGpu } from './support/software-gpu';

/** A process makes a program for each operation: on two cores that takes a while. */
const patience = 600_000;

const models = [
  'bert-sequence-classification',
  'distilbert-sequence-classification',
  'roberta-sentiment',
  'gpt2-causal-lm',
  'llama-causal-lm',
  'mistral-causal-lm',
  't5-conditional-generation',
];
/** Norms of both kinds, and both kinds of losses. */
const training = ['seqcls-bert', 'causal-llama'];
const work: DeviceWork = {
  device: 'webgpu',
  models: models.map(modelFixture),
  training: training.map((name) => trainingFixture(name)),
};

/** Operations that take the time of a model: none of them may be left to the CPU. */
const heavy = /MatMul|Gemm|Softmax|Norm|Gelu|Erf|Reduce|Scatter/;

describe.skipIf(noSoftwareGpu !== null)(`WebGPU on a software GPU (${noSoftwareGpu ?? 'SwiftShader'})`, () => {
  let results: DeviceResults;

  // One process for all: operations that models share are made programs once.
  beforeAll(async () => {
    const output = await withSoftwareGpu(inject('deviceRunnerProgram'), [JSON.stringify(work)]);
    results = JSON.parse(output) as DeviceResults;
  }, patience);

  it.each(models)('agrees with Python within the tolerance of the CPU: %s', (name) => {
    const run = results.models[name];
    if (typeof run !== 'object') throw new Error(run);
    expect(run.wrong).toEqual([]);
    expect(run.compared).toBeGreaterThan(10);
    // Matrix products and softmax run on the GPU; what it leaves to the CPU is small work on shapes and masks.
    const { nodes = 0, onCpu = 0, operations = [] } = run.placement ?? {};
    expect(onCpu).toBeLessThan(nodes / 4);
    const names = operations.map(({ operation }) => operation);
    expect(names.filter((operation) => /MatMul|Gemm|Softmax|Norm/.test(operation))).toEqual([]);
  });

  it.each(training)('trains as PyTorch does, within the tolerance of the CPU: %s', (name) => {
    const run = results.training[name];
    if (typeof run !== 'object') throw new Error(run);
    const { steps, batches } = readGolden(name);
    expect(run.loss).toBeCloseTo(steps[0]!.loss, 4);
    expect(run.gradient.difference, run.gradient.tensor).toBeLessThan(1e-4);
    expect(run.frozen.difference, run.frozen.tensor).toBeLessThan(1e-4);
    if (name === 'seqcls-bert') {
      expect(run.evaluation / batches[0]![0]!.input_ids.length).toBeCloseTo(steps[0]!.loss, 4);
      expect(run.later!.loss).toBeCloseTo(steps[5]!.loss, 4);
      expect(Math.abs(run.later!.gradNorm / steps[5]!.grad_norm - 1)).toBeLessThan(1e-3);
    }
    // Forward and backward are the GPU's, all but small work on whole numbers, shapes and masks.
    const { nodes = 0, onCpu = 0, operations = [] } = run.placement ?? {};
    expect(onCpu).toBeLessThan(nodes / 10);
    const names = operations.map(({ operation }) => operation);
    expect(names.filter((operation) => heavy.test(operation))).toEqual([]);
  });

  it(
    'is found by doctor, and compared with the CPU',
    async () => {
      const output = await withSoftwareGpu(inject('cliProgram'), ['doctor', '--check', '--json']);
      const { devices } = JSON.parse(output) as { devices: { name: string }[] };
      expect(devices.find(({ name }) => name === 'webgpu')).toMatchObject({
        works: true,
        reason: null,
        check: { agrees: true, tolerance: 5e-5 },
      });
    },
    patience,
  );
});
