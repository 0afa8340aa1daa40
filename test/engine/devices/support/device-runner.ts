// Runs and trains models on a device, in a process that was started with what the device needs in its environment.
// Nothing is closed before the end: the programs that the GPU's driver has made of operations are kept with the last
// session only, and making them is nearly all of the time.
import { basename } from 'node:path';
import type { Device } from '../../../../src/common/contracts/model';
import type { LoadedModel } from '../../../../src/engine/models/loaded-model';
import { runModel, type ModelRun } from './run-model';
import { trainModel, type TrainingRun } from './train-model';

/** What a program is told to do, as JSON behind its name. */
export interface DeviceWork {
  readonly device: Device;
  /** Folders of models with golden cases. */
  readonly models: readonly string[];
  /** Folders of reference runs of training. */
  readonly training: readonly string[];
}

/** What came of it by the folder's name; a failure is a text. */
export interface DeviceResults {
  readonly models: Readonly<Record<string, ModelRun | string>>;
  readonly training: Readonly<Record<string, TrainingRun | string>>;
}

async function work({ device, models, training }: DeviceWork): Promise<DeviceResults> {
  const open: LoadedModel[] = [];
  const runs: [string, ModelRun | string][] = [];
  for (const folder of models) {
    const result = await outcome(() => runModel(folder, device));
    if (typeof result !== 'string') open.push(result.model);
    runs.push([basename(folder), typeof result === 'string' ? result : result.run]);
  }
  const trained: [string, TrainingRun | string][] = [];
  for (const folder of training) trained.push([basename(folder), await outcome(() => trainModel(folder, device))]);
  await Promise.all(open.map((model) => model.dispose()));
  return { models: Object.fromEntries(runs), training: Object.fromEntries(trained) };
}

async function outcome<Result>(make: () => Promise<Result>): Promise<Result | string> {
  try {
    return await make();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

work(JSON.parse(process.argv[2] ?? '{}') as DeviceWork).then(
  (results) => process.stdout.write(JSON.stringify(results)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
