import { join } from 'node:path';
import { deviceNames, type Device } from '../../common/contracts/model';
import { threadCount } from '../../engine/process/threads';
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

/** Where a model computes. */
export interface Runtime {
  readonly device: Device;
  readonly threads: number;
}

/** What `--device` and `--threads` say. @throws LensError `usage` */
export function chosenRuntime(options: Options): Runtime {
  return {
    device: options.choice('device', deviceNames) ?? 'cpu',
    threads: threadCount(options.count('threads') ?? 0),
  };
}
