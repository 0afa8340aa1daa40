import type { RepoFile } from '../../common/contracts/hub/repo';
import type { WeightFiles } from '../models/weight-files';

/**
 * What an engine process takes beside the weights: Node, ONNX Runtime, a tokenizer, the activations of a text. Measured
 * on models of 67 M and 355 M parameters (onnxruntime-node 1.30, linux-x64): 60 to 105 MB without a tokenizer.
 */
const processBytes = 100_000_000;

/**
 * Memory in use at the peak for each byte of a safetensors file, measured on the same models: float32 is mapped where it
 * lies; of 16-bit weights ONNX Runtime makes float32, while the file is mapped beside them (2.2 to 2.3).
 */
const half = 2.3;
/** Cast to float32, which has half the bytes. */
const double = 1.5;

/**
 * The same for ONNX files, by what their names say, measured on a model of 67 M parameters: weights are mapped where they
 * lie; of 16 bits float32 is made, and of 4 bits what the processor multiplies.
 */
const onnxFactors: ReadonlyMap<string | null, number> = new Map([
  ['float32', 1],
  ['float16', 2],
  ['q8', 1.1],
  ['int8', 1.1],
  ['uint8', 1.1],
  ['q4', 1.9],
  ['q4f16', 1.9],
  ['bnb4', 1.9],
  [null, 2],
]);

const factors: Readonly<Record<string, number>> = { F16: half, BF16: half, F64: double };

/** Estimated bytes of memory that running a checkpoint takes; tensors that no class uses are read by nobody. */
export function checkpointMemory({ tensors }: WeightFiles, used: Iterable<string>): number {
  let bytes = processBytes;
  for (const name of used) {
    const entry = tensors.get(name);
    if (entry !== undefined) bytes += entry.byteLength * (factors[entry.dtype] ?? 1);
  }
  return wholeBytes(bytes);
}

/** The same of files whose headers are not known. @param dtype as the config has it, such as `bfloat16` */
export function fileMemory(bytes: number, dtype: string | null): number {
  return wholeBytes(processBytes + bytes * (dtype === 'float16' || dtype === 'bfloat16' ? half : 1));
}

/** The same of an ONNX file and the files of its weights. */
export function onnxMemory(bytes: number, dtype: string | null): number {
  return wholeBytes(processBytes + bytes * (onnxFactors.get(dtype) ?? 1));
}

/** The bytes of files together. */
export function totalBytes(files: readonly RepoFile[]): number {
  return wholeBytes(files.reduce((sum, { bytes }) => sum + bytes, 0));
}

/** Sizes come from outside, and their sums must stay whole numbers. */
function wholeBytes(bytes: number): number {
  return Math.min(Math.ceil(bytes), Number.MAX_SAFE_INTEGER);
}
