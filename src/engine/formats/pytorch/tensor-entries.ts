import { LensError } from '../../../common/errors/lens-error';
import { dtypeBits } from '../safetensors/dtypes';
import { maxTensors, type TensorEntry } from '../safetensors/header';
import { asKind, type Pickled, type PickledTensor, type Storage } from './pickle/values';

/** Where a storage's numbers lie in the file, in bytes. */
export interface StoragePlace {
  readonly offset: number;
  readonly byteLength: number;
}

/**
 * The tensors of a state dict as places in the file. Tensors may share a storage: tied weights do.
 * @param place finds a storage; undefined when the file has none of the kind
 * @throws LensError that names the file and the tensor
 */
export function tensorEntries(
  stateDict: Pickled,
  file: string,
  place: (storage: Storage) => StoragePlace | undefined,
): Map<string, TensorEntry> {
  const entries = asKind(stateDict, 'dict')?.entries;
  if (entries === undefined) throw new LensError('bad-file', `${file} holds no weights by name.`, help);
  if (entries.size > maxTensors) throw new LensError('too-big', `${file} lists more than ${maxTensors} tensors.`);
  const found = new Map<string, TensorEntry>();
  for (const [name, value] of entries) {
    const tensor = asKind(value, 'tensor');
    if (tensor !== undefined) found.set(name, entryOf(name, tensor, file, place(tensor.storage)));
  }
  return found;
}

function entryOf(name: string, tensor: PickledTensor, file: string, place: StoragePlace | undefined): TensorEntry {
  const { storage, shape, strides } = tensor;
  if (place === undefined) throw new LensError('bad-file', `${file} lacks the numbers of the tensor "${name}".`, help);
  // A matrix that was turned before it was saved, as those are that were made of TensorFlow's.
  const transposed =
    !isContiguous(shape, strides) && shape.length === 2 && isContiguous(turned(shape), turned(strides));
  if (!transposed && !isContiguous(shape, strides)) {
    throw new LensError(
      'unsupported',
      `In ${file} the numbers of the tensor "${name}" do not lie in order (strides ${strides.join(', ')}).`,
      'Save the model again as safetensors with save_pretrained of transformers.',
    );
  }
  const bytes = dtypeBits[storage.dtype] / 8;
  const elements = shape.reduce((product, size) => product * size, 1);
  const start = (tensor.offset + storage.viewOffset) * bytes;
  if (!Number.isSafeInteger(elements) || start + elements * bytes > place.byteLength) {
    throw new LensError('bad-file', `In ${file} the tensor "${name}" is larger than its storage.`, help);
  }
  const entry = { name, dtype: storage.dtype, shape, offset: place.offset + start, byteLength: elements * bytes };
  return transposed ? { ...entry, transposed } : entry;
}

function turned(sizes: readonly number[]): number[] {
  return [...sizes].reverse();
}

/** True when the last axis changes fastest, without gaps; axes of size 1 may have any stride. */
function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  if (shape.length !== strides.length) return false;
  let expected = 1;
  return shape.every((_, index) => {
    const axis = shape.length - 1 - index;
    const [size = 0, stride = 0] = [shape[axis], strides[axis]];
    const fits = size <= 1 || stride === expected;
    expected *= Math.max(1, size);
    return fits;
  });
}

const help = 'Download the file again, or use the safetensors file of the same model.';
