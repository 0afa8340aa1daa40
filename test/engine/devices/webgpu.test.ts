import { describe, expect, inject, it } from 'vitest';
import { modelFixture } from '../support/fixtures';
import type { DeviceRun } from './support/device-runner';
import { noSoftwareGpu, withSoftwareGpu } from './support/software-gpu';

/** A process compiles a program for each operation and shape: on two cores that takes a while. */
const patience = 240_000;

describe.skipIf(noSoftwareGpu !== null)(`WebGPU on a software GPU (${noSoftwareGpu ?? 'SwiftShader'})`, () => {
  it.each([
    'bert-sequence-classification',
    'distilbert-sequence-classification',
    'roberta-sentiment',
    'gpt2-causal-lm',
    'llama-causal-lm',
    'mistral-causal-lm',
    't5-conditional-generation',
  ])(
    'agrees with Python within the tolerance of the CPU: %s',
    async (name) => {
      const output = await withSoftwareGpu(inject('deviceRunnerProgram'), [modelFixture(name), 'webgpu']);
      const { wrong, compared, placement } = JSON.parse(output) as DeviceRun;
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(10);
      // Matrix products and softmax run on the GPU; what it leaves to the CPU is small work on shapes and masks.
      const { nodes = 0, onCpu = 0, operations = [] } = placement ?? {};
      expect(onCpu).toBeLessThan(nodes / 4);
      const names = operations.map(({ operation }) => operation);
      expect(names.filter((operation) => /MatMul|Gemm|Softmax|Norm/.test(operation))).toEqual([]);
    },
    patience,
  );

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
