import type { Device } from '../../../common/contracts/model';
import {
  weightStorages,
  type OfferedStorage,
  type StorageChoice,
  type WeightStorage,
} from '../../../common/contracts/weight-storage';
import { LensError } from '../../../common/errors/lens-error';
import type { Checkpoint } from '../checkpoint';
import type { RecordedCheckpoint } from '../recorded-checkpoint';
import { matricesToKeep } from './matrices-to-keep';
import { storageMemory } from './storage-memory';

/**
 * The ways to keep a checkpoint's weights, the most exact first: 16 bits where some are stored so, blocks where it has
 * linear layers.
 */
export function offeredStorages({ record, tensors }: Pick<RecordedCheckpoint, 'record' | 'tensors'>): OfferedStorage[] {
  const all = weightStorages.map((storage) => ({
    storage,
    memoryBytes: Math.ceil(storageMemory(record, tensors, storage)),
  }));
  return lessEach(all);
}

/** Without what takes no less memory than what is more exact. */
export function lessEach(offered: readonly OfferedStorage[]): OfferedStorage[] {
  return offered.filter(({ memoryBytes }, index) =>
    offered.slice(0, index).every((other) => memoryBytes < other.memoryBytes),
  );
}

/** The most exact way that fits into memory that is free; null where none does. */
export function fittingStorage(offered: readonly OfferedStorage[], freeBytes: number): OfferedStorage | null {
  return offered.find(({ memoryBytes }) => memoryBytes <= freeBytes) ?? null;
}

/**
 * How a checkpoint's weights are to be kept. Where nothing fits, what is mapped is taken, as the system can take its memory
 * back: 16 bits, else float32.
 * @throws LensError `unsupported` where the model or the device has no such way, `usage` where it would change nothing
 */
export function chooseStorage(
  checkpoint: Checkpoint,
  choice: StorageChoice,
  { device, freeBytes }: { readonly device: Device; readonly freeBytes: number },
): WeightStorage {
  if (choice === 'float32') return choice;
  if (checkpoint.format === 'onnx' || device !== 'cpu') {
    if (choice === 'auto') return 'float32';
    const why = checkpoint.format === 'onnx' ? 'An ONNX file keeps its weights' : `On ${device} weights are kept`;
    throw new LensError(
      'unsupported',
      `${why} as they are, so they cannot be kept as ${choice}.`,
      checkpoint.format === 'onnx' ? 'Choose the safetensors weights.' : 'Choose the device cpu.',
    );
  }
  if (choice === 'auto') {
    const offered = offeredStorages(checkpoint);
    const has16 = offered.some(({ storage }) => storage === '16-bit');
    return fittingStorage(offered, freeBytes)?.storage ?? (has16 ? '16-bit' : 'float32');
  }
  if (matricesToKeep(checkpoint.record, checkpoint.tensors, choice).length > 0) return choice;
  throw new LensError(
    'usage',
    `None of the weights, which are stored as ${checkpoint.info.dtypes.join(' and ')}, can be kept as ${choice}.`,
    choice === '16-bit' ? 'Choose 8-bit or 4-bit.' : 'Choose float32.',
  );
}
