import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { largestDifference } from '../../../src/engine/runtime/devices/compare-tensors';
import { placementOf } from '../../../src/engine/runtime/devices/placement';
import { explain } from '../../../src/engine/runtime/session';
import { notBuiltIn, plainFailure } from '../../../src/engine/runtime/devices/why-not';

const failure = (message: string): LensError => new LensError('device', message, 'Choose the device cpu.');

it.each([
  [
    'bfc_arena.cc:360 void* onnxruntime::BFCArena::AllocateRawInternal(size_t) Failed to allocate memory for requested buffer of size 80000000000',
    'There is not enough memory to run the model: it asked for 80.0 GB at once.',
  ],
  ['std::bad_alloc', 'There is not enough memory to run the model.'],
])('too little memory is told in plain words: %s', (message, words) => {
  expect(explain(new Error(message), 'cpu')).toMatchObject({ code: 'too-big', message: words });
});

describe('why a device does not work', () => {
  it('names the platform that lacks it, and those that have it', () => {
    const { message, help } = notBuiltIn('dml', 'linux-x64');
    expect([message, help]).toEqual(['ONNX Runtime has no DirectML for linux-x64.', 'It has it for Windows.']);
  });

  it.each([
    ['webgpu', 'Failed to get a WebGPU adapter: No supported adapters', /^WebGPU finds no GPU.*$/, /driver for Vulkan/],
    [
      'cuda',
      'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
      /CUDA libraries are not installed/,
      /cuda12/,
    ],
    ['cuda', 'libcudnn.so.9: cannot open shared object file', /CUDA or cuDNN are missing/, /cuDNN 9/],
    ['dml', 'something new', /^something new$/, /Choose the device cpu/],
  ] as const)('is said in plain words: %s, %s', (device, message, words, help) => {
    const plain = plainFailure(device, failure(message));
    expect([plain.code, plain.message, plain.help]).toEqual([
      'device',
      expect.stringMatching(words),
      expect.stringMatching(help),
    ]);
  });
});

function event(name: string, provider: string, operation: string, index: number, cat = 'Node'): unknown {
  return { cat, name, dur: 1, args: { provider, op_name: operation, node_index: String(index) } };
}

describe('where nodes ran', () => {
  const profile = [
    { cat: 'Session', name: 'session_initialization' },
    event('a_kernel_time', 'WebGpuExecutionProvider', 'MatMul', 0),
    event('a_kernel_time', 'WebGpuExecutionProvider', 'MatMul', 0),
    event('a_fence_before', 'WebGpuExecutionProvider', 'MatMul', 0),
    event('Memcpy_token_1_kernel_time', 'WebGpuExecutionProvider', 'MemcpyToHost', 1),
    event('b_kernel_time', 'CPUExecutionProvider', 'Shape', 2),
    event('c_kernel_time', 'CPUExecutionProvider', 'Gather', 3),
    event('d_kernel_time', 'CPUExecutionProvider', 'Shape', 4),
    { cat: 'Node', name: 'strange_kernel_time', args: null },
  ];

  it('is counted by node, without copies, the most frequent operation of the CPU first', () => {
    expect(placementOf(JSON.stringify(profile), 'webgpu')).toEqual({
      nodes: 4,
      onCpu: 3,
      operations: [
        { operation: 'Shape', count: 2 },
        { operation: 'Gather', count: 1 },
      ],
    });
  });

  it.each(['', '{', '{}', '[{"name":"a"b_kernel_time"}]'])('is not known from what is no profile: %s', (text) => {
    expect(() => placementOf(text, 'webgpu')).toThrow('A profile of ONNX Runtime');
  });
});

describe('what a device computes', () => {
  const tensor = (...data: number[]): Tensor => ({ dims: [data.length], data: Float32Array.from(data) });

  it('is compared by the largest difference against the largest value', () => {
    const expected = new Map([
      ['logits', tensor(1, -2)],
      ['attentions.0', tensor(0.5, 0)],
    ]);
    const actual = new Map([
      ['logits', tensor(1, -2.002)],
      ['attentions.0', tensor(0.5, 0.001)],
    ]);
    const { tensor: name, difference } = largestDifference(expected, actual);
    expect([name, difference.toFixed(4)]).toEqual(['attentions.0', '0.0020']);
    expect(largestDifference(expected, expected).difference).toBe(0);
  });

  it('differs without end where it is no number or not there', () => {
    const expected = new Map([['logits', tensor(1)]]);
    expect(largestDifference(expected, new Map([['logits', tensor(NaN)]])).difference).toBe(Infinity);
    expect(largestDifference(expected, new Map())).toEqual({ tensor: 'logits', difference: Infinity });
  });
});
