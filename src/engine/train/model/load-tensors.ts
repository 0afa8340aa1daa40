import { LensError } from '../../../common/errors/lens-error';
import { fromBfloat16, fromFloat16 } from '../../formats/safetensors/half-floats';
import { readTensorBytes } from '../../formats/safetensors/read-tensors';
import type { StoredEntry } from '../../models/weight-files';

/**
 * A tensor of a checkpoint as float32, in the order in which the model has it.
 * @throws LensError `bad-file` for a file that ends too soon, `unsupported` for a dtype that is no float
 */
export async function loadTensor(entry: StoredEntry): Promise<Float32Array<ArrayBuffer>> {
  const bytes = await readTensorBytes(entry.path, entry);
  const data = asFloat32(entry, bytes.buffer);
  return entry.transposed === true ? turned(data, entry.shape) : data;
}

function asFloat32({ name, dtype }: StoredEntry, buffer: ArrayBuffer): Float32Array<ArrayBuffer> {
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F64':
      return Float32Array.from(new Float64Array(buffer));
    case 'F16':
      return fromFloat16(new Uint16Array(buffer));
    case 'BF16':
      return fromBfloat16(new Uint16Array(buffer));
    default:
      throw new LensError('unsupported', `The tensor "${name}" is stored as ${dtype}, which cannot be trained.`);
  }
}

/** A matrix that lies in the file column by column, row by row. */
function turned(
  data: Float32Array<ArrayBuffer>,
  [rows = 0, columns = 0]: readonly number[],
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[row * columns + column] = data[column * rows + row] ?? 0;
    }
  }
  return result;
}
