import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';

/** Where ONNX Runtime's package for Node has a device at all, in words; its README has the table. */
const homes: Readonly<Record<Device, string>> = {
  cpu: 'Windows, Linux and macOS with Apple silicon',
  webgpu: 'Windows, Linux on x64 and macOS with Apple silicon',
  cuda: 'Linux on x64',
  dml: 'Windows',
  coreml: 'macOS with Apple silicon',
};

const names: Readonly<Record<Device, string>> = {
  cpu: 'the CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
};

/** A device as people write it, within a sentence. */
export function deviceName(device: Device): string {
  return names[device];
}

/** What to do about a device of a platform that has it. */
const remedies: Readonly<Partial<Record<Device, string>>> = {
  webgpu:
    'It needs a GPU with a driver for Vulkan (on Linux for example the package mesa-vulkan-drivers), Direct3D 12 or Metal.',
  cuda: 'It needs an NVIDIA GPU with its driver, CUDA 12 and cuDNN 9, and the CUDA libraries of ONNX Runtime, which are not part of Model Lens: ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node fetches them.',
};

/** ONNX Runtime's words for a lack that has a plain name, beside ours. */
const known: readonly (readonly [Device, RegExp, string])[] = [
  ['webgpu', /No supported adapters|Failed to get a WebGPU adapter/i, 'WebGPU finds no GPU that it can use.'],
  [
    'cuda',
    /Failed to load shared library|libonnxruntime_providers/i,
    "ONNX Runtime's CUDA libraries are not installed.",
  ],
  ['cuda', /libcu|cudnn|cublas|cannot open shared object/i, 'Libraries of CUDA or cuDNN are missing.'],
  [
    'cuda',
    /no CUDA-capable device|driver version is insufficient/i,
    'CUDA finds no NVIDIA GPU, or its driver is too old.',
  ],
];

/** Said of a device that ONNX Runtime's build for this platform does not have. */
export function notBuiltIn(device: Device, platform: string): LensError {
  return new LensError(
    'device',
    `ONNX Runtime has no ${names[device]} for ${platform}.`,
    `It has it for ${homes[device]}.`,
  );
}

/** A failure of a device in plain words, with what can be done about it where that is known. */
export function plainFailure(device: Device, failure: LensError): LensError {
  const found = known.find(([of, words]) => of === device && words.test(failure.message));
  const help = remedies[device] ?? failure.help;
  return new LensError('device', found?.[2] ?? failure.message, help, { cause: failure });
}
