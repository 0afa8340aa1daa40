import { resolve } from 'node:path';
import { readCheckpoint, type Checkpoint } from '../../engine/models/checkpoint';
import { loadModel, type LoadedModel, type LoadOptions } from '../../engine/models/loaded-model';
import { threadCount } from '../../engine/process/threads';
import type { Options } from '../arguments/options';
import { chosenDevice, chosenModel } from './model-options';

/** A model's folder and what its config and headers say; no weights are loaded yet. */
export interface ChosenCheckpoint {
  readonly folder: string;
  readonly checkpoint: Checkpoint;
}

/** Reads the model that the options name. @throws LensError */
export async function chosenCheckpoint(options: Options, env: NodeJS.ProcessEnv): Promise<ChosenCheckpoint> {
  // Loading a model changes the working directory.
  const folder = resolve((await chosenModel(options, env)).folder);
  return { folder, checkpoint: await readCheckpoint(folder, options.text('weights')) };
}

/** Loads it as the options say. @throws LensError */
export async function loadChosen(
  checkpoint: Checkpoint,
  options: Options,
  outputs: LoadOptions['outputs'],
): Promise<LoadedModel> {
  const device = chosenDevice(options);
  const threads = threadCount(options.count('threads') ?? 0);
  return loadModel(checkpoint, { device, threads, outputs });
}
