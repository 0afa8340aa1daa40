import { deviceNames, type Device } from '../../common/contracts/model';
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
