import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import type { Tensor, TensorData } from '../../../common/tensors/tensor';
import { fromBfloat16, fromFloat16 } from './half-floats';
import type { TensorEntry } from './header';
import { readExactly, readSafetensorsHeader } from './read-header';

/**
 * Reads every tensor of a safetensors file into memory, in the header's order. Half floats become float32, booleans
 * uint8, int16 int32.
 * @throws LensError `bad-file` for a broken file, `unsupported` for a dtype that has no typed array (float8, uint64)
 */
export async function readSafetensors(path: string): Promise<Map<string, Tensor>> {
  const header = await readSafetensorsHeader(path);
  const file = await open(path, 'r');
  try {
    const tensors = new Map<string, Tensor>();
    for (const entry of header.tensors.values()) {
      const bytes = await readExactly(file, entry.offset, entry.byteLength, basename(path));
      tensors.set(entry.name, { dims: entry.shape, data: decodeTensor(entry, bytes.buffer, basename(path)) });
    }
    return tensors;
  } finally {
    await file.close();
  }
}

/** The bytes that lie in the file for one tensor. */
export async function readTensorBytes(path: string, entry: TensorEntry): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    return await readExactly(file, entry.offset, entry.byteLength, basename(path));
  } finally {
    await file.close();
  }
}

function decodeTensor(entry: TensorEntry, buffer: ArrayBuffer, file: string): TensorData {
  switch (entry.dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F64':
      return new Float64Array(buffer);
    case 'F16':
      return fromFloat16(new Uint16Array(buffer));
    case 'BF16':
      return fromBfloat16(new Uint16Array(buffer));
    case 'I64':
      return new BigInt64Array(buffer);
    case 'I32':
      return new Int32Array(buffer);
    case 'U32':
      return new Uint32Array(buffer);
    case 'I16':
      return Int32Array.from(new Int16Array(buffer));
    case 'U16':
      return new Uint16Array(buffer);
    case 'I8':
      return new Int8Array(buffer);
    case 'U8':
    case 'BOOL':
      return new Uint8Array(buffer);
    default:
      throw new LensError(
        'unsupported',
        `In ${file} the tensor "${entry.name}" has the dtype ${entry.dtype}, which cannot be read yet.`,
      );
  }
}
