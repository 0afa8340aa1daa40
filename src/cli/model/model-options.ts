import { join } from 'node:path';
import { deviceNames, type Device } from '../../common/contracts/model';
import { resolveModel, type ResolvedModel } from '../../hub/models/resolve-model';
import type { Options, OptionSpecs } from '../arguments/options';
import { packageRoot } from '../program/package-root';

/** Where the sample model lies in the package. */
const sampleFolder = ['media', 'sample-model'];

export const modelOption: OptionSpecs = {
  model: { value: 'M', help: 'A model folder, "sample", or an id or id@revision of the Hub that is in the cache.' },
};

export const weightsOption: OptionSpecs = {
  weights: { value: 'PATH', help: 'The file of the model to run, relative to its folder.' },
};

export const runOptions: OptionSpecs = {
  ...modelOption,
  ...weightsOption,
  device: { value: 'D', help: `Where to compute: ${deviceNames.join(', ')}. Else cpu.` },
  threads: { value: 'N', help: 'Threads of the CPU; 0, as when left out: one for each core.' },
};

/** Finds the model that `--model` names. @throws LensError `usage` or `not-found` */
export async function chosenModel(options: Options, env: NodeJS.ProcessEnv): Promise<ResolvedModel> {
  return resolveModel(options.required('model'), { env, sampleFolder: join(packageRoot(), ...sampleFolder) });
}

/** The device that `--device` names. */
export function chosenDevice(options: Options): Device {
  return options.choice('device', deviceNames) ?? 'cpu';
}
