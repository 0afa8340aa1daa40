import { join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import type { Adapter } from '../lora/adapter';
import type { ModelTensor } from '../trainable-model';
import { loadInto } from './load-tensors';
import { weightsName } from './model-folder';

/**
 * Checks that a checkpoint is the base model with the adapter in its weights, one tensor after the other: an adapter beside
 * another model would be another run.
 * @param folder of the checkpoint from which the adapter was read
 * @throws LensError `usage` where the base model is another, `bad-file`
 */
export async function checkSameBase(folder: string, tensors: readonly ModelTensor[], adapter: Adapter): Promise<void> {
  for (const tensor of tensors) {
    const saved = new Float32Array(tensor.data.length);
    await loadInto(join(folder, weightsName), new Map([[tensor.name, saved]]));
    const own = adapter.merged(tensor) ?? tensor.data;
    if (bytesOf(own).equals(bytesOf(saved))) continue;
    throw new LensError(
      'usage',
      'The base model is not what it was when the run began, so it cannot go on.',
      'Put the model back as it was, or start a new run in another folder.',
    );
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
