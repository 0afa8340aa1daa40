import { storageChoices, storageNames, type WeightStorage } from '../../common/contracts/weight-storage';
import { readCheckpoint, type Checkpoint } from '../../engine/models/checkpoint';
import { chooseStorage } from '../../engine/models/storage/choose-storage';
import { freeMemory } from '../../engine/process/free-memory';
import type { Options } from '../arguments/options';
import type { VerbContext } from '../program/verb';
import { chosenModel } from './chosen-model';
import { chosenRuntime } from './model-options';

/** A model's folder and what its config and headers say; no weights are loaded yet. */
export interface ChosenCheckpoint {
  readonly folder: string;
  readonly checkpoint: Checkpoint;
  /** How its weights are to be kept in memory. */
  readonly storage: WeightStorage;
}

/** Reads the model that the options name. @throws LensError */
export async function chosenCheckpoint(options: Options, context: VerbContext): Promise<ChosenCheckpoint> {
  const choice = options.choice('load-in', storageChoices) ?? 'auto';
  const { folder } = await chosenModel(options, context, 'run');
  const checkpoint = await readCheckpoint(folder, options.text('weights'));
  const storage = chooseStorage(checkpoint, choice, {
    device: chosenRuntime(options).device,
    freeBytes: freeMemory(),
  });
  if (storage !== 'float32') context.note(`The weights are kept in ${storageNames[storage]}.`);
  return { folder, checkpoint, storage };
}
