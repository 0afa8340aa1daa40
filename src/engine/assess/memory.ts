import type { RepoFile } from '../../common/contracts/hub/repo';
import { weightStorages, type OfferedStorage, type WeightStorage } from '../../common/contracts/weight-storage';
import type { RecordedCheckpoint } from '../models/recorded-checkpoint';
import { lessEach, offeredStorages } from '../models/storage/choose-storage';
import { float32Memory, halfFactor, processBytes } from '../models/storage/storage-memory';
import type { WeightFiles } from '../models/weight-files';

/**
 * Memory in use at the peak for each byte of an ONNX file, by what its name says, measured on a model of 67 M parameters: weights are mapped where they
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

/** Estimated bytes of memory that tensors take when they become float32. */
export function tensorMemory({ tensors }: WeightFiles): number {
  return wholeBytes(float32Memory(tensors, tensors.keys()));
}

/** The ways to keep a checkpoint's weights; what no class uses is read by nobody. */
export function checkpointStorages(checkpoint: RecordedCheckpoint): OfferedStorage[] {
  return offeredStorages(checkpoint).map((each) => ({ ...each, memoryBytes: wholeBytes(each.memoryBytes) }));
}

/**
 * For each byte of a file, by its dtype: linear layers in blocks of 32 have 9 or 5.1 bits a weight, and a tenth is taken for
 * tables that stay as they are.
 */
const factors16: Readonly<Record<WeightStorage, number>> = {
  float32: halfFactor,
  '16-bit': 1,
  '8-bit': 0.61,
  '4-bit': 0.39,
};
const factors32: Readonly<Record<WeightStorage, number>> = { float32: 1, '16-bit': 1, '8-bit': 0.36, '4-bit': 0.25 };

/** The same of files whose headers are not known. @param dtype as the config has it, such as `bfloat16` */
export function fileStorages(bytes: number, dtype: string | null): OfferedStorage[] {
  const factors = dtype === 'float16' || dtype === 'bfloat16' ? factors16 : factors32;
  const all = weightStorages.map((storage) => {
    return { storage, memoryBytes: wholeBytes(processBytes + bytes * factors[storage]) };
  });
  return lessEach(all);
}

/** Estimated bytes of memory that running an ONNX file takes, by it and the files of its weights. */
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
