import { join } from 'node:path';
import { readSafetensorsHeader } from '../../formats/safetensors/read-header';
import { readTensorBytes } from '../../formats/safetensors/read-tensors';
import { weightsName } from '../checkpoint/model-folder';
import { movedBy, weightChanges, type TensorMoved } from '../checkpoint/weight-changes';
import type { OpenedTrainableModel } from '../open-trainable-model';
import type { RunFolder } from './run-folder';

/**
 * Writes how far the weights of `final/` are from those of the base model, tensor by tensor, so that no more than two are in
 * memory. What started at random was never anywhere else and is left out; where that is everything, nothing is written.
 */
export async function writeChanges(folder: RunFolder, { model, readBase }: OpenedTrainableModel): Promise<void> {
  const path = join(folder.place('final'), weightsName);
  const { tensors } = await readSafetensorsHeader(path);
  const moved: TensorMoved[] = [];
  for (const { name } of model.tensors) {
    const [base, entry] = [await readBase(name), tensors.get(name)];
    if (base === null || entry === undefined) continue;
    const tuned = new Float32Array((await readTensorBytes(path, entry)).buffer);
    moved.push(movedBy(name, base, tuned));
  }
  if (moved.length > 0) await folder.writeChanges(weightChanges(moved));
}
