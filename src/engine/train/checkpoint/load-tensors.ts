import { endianness } from 'node:os';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { readSafetensorsHeader } from '../../formats/safetensors/read-header';

/** Arrays that are to be filled, by the names of tensors in a file. */
export type ArraysByName = ReadonlyMap<string, Float32Array>;

/**
 * Reads float32 tensors of a safetensors file into arrays that are there, one after the other, so that nothing is in memory
 * twice.
 * @throws LensError `bad-file` where a tensor is missing or has another size or dtype
 */
export async function loadInto(path: string, arrays: ArraysByName): Promise<void> {
  const { tensors } = await readSafetensorsHeader(path);
  const file = await open(path, 'r');
  try {
    for (const [name, array] of arrays) {
      const entry = tensors.get(name);
      if (entry?.dtype !== 'F32' || entry.byteLength !== array.byteLength || endianness() !== 'LE') {
        throw new LensError('bad-file', `${basename(path)} does not hold the tensor "${name}" as this model has it.`);
      }
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let done = 0; done < bytes.length;) {
        const length = Math.min(bytes.length - done, 2 ** 30);
        const { bytesRead } = await file.read(bytes, done, length, entry.offset + done);
        if (bytesRead === 0) throw new LensError('bad-file', `${basename(path)} is incomplete.`);
        done += bytesRead;
      }
    }
  } finally {
    await file.close();
  }
}
