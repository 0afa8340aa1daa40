import { readCheckpoint, type Checkpoint } from '../../engine/models/checkpoint';
import type { Options } from '../arguments/options';
import type { VerbContext } from '../program/verb';
import { chosenModel } from './chosen-model';

/** A model's folder and what its config and headers say; no weights are loaded yet. */
export interface ChosenCheckpoint {
  readonly folder: string;
  readonly checkpoint: Checkpoint;
}

/** Reads the model that the options name. @throws LensError */
export async function chosenCheckpoint(options: Options, context: VerbContext): Promise<ChosenCheckpoint> {
  const { folder } = await chosenModel(options, context, 'run');
  return { folder, checkpoint: await readCheckpoint(folder, options.text('weights')) };
}
