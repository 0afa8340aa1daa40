import { deviceNames, type Device } from '../../common/contracts/model';
import { storageChoices } from '../../common/contracts/weight-storage';
import { threadCount } from '../../engine/process/threads';
import type { Options, OptionSpecs } from '../arguments/options';

export const modelOption: OptionSpecs = {
  model: {
    value: 'M',
    help: 'A model folder, "sample", or an id or id@revision of the Hub; fetched when it is not here yet.',
  },
};

export const weightsOption: OptionSpecs = {
  weights: { value: 'PATH', help: 'The file of the model to run, relative to its folder.' },
};

export const runOptions: OptionSpecs = {
  ...modelOption,
  ...weightsOption,
  device: { value: 'D', help: `Where to compute: ${deviceNames.join(', ')}. Else cpu.` },
  'load-in': {
    value: 'HOW',
    help: `How weights are kept in memory: ${storageChoices.join(', ')}. 16-bit: as the file has them; 8-bit and 4-bit: linear layers as blocks of whole numbers, which changes results a little. Else auto: the first of them that fits into the memory that is free.`,
  },
  threads: { value: 'N', help: 'Threads of the CPU; 0, as when left out: one for each core.' },
};

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
