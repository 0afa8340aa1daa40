// Runs the golden cases of a model on a device, in a process that was started with what the device needs in its environment.
import type { Device } from '../../../../src/common/contracts/model';
import type { Placement } from '../../../../src/common/contracts/placement';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel } from '../../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, readGolden } from '../../models/support/golden';

/** What a model's cases were on a device. */
export interface DeviceRun {
  readonly wrong: readonly string[];
  readonly compared: number;
  readonly placement: Placement | null;
}

/** Gives what differs from Python's values by more than the fixture's tolerance. */
async function runOnDevice(folder: string, device: Device): Promise<DeviceRun> {
  const { golden, tensors } = await readGolden(folder);
  const checkpoint = await readCheckpoint(folder, null);
  const model = await loadModel(checkpoint, { device, threads: 1, outputs: 'inspect', runs: 'once' });
  const wrong: string[] = [];
  let compared = 0;
  for (const each of golden.cases) {
    const outputs = await model.run(inputsOf(each));
    const result = compareCase(each, tensors, outputs, golden.tolerance.relative_to_max_abs);
    wrong.push(...result.wrong.map((line) => `${each.name}: ${line}`));
    compared += result.compared;
  }
  const placement = model.placement();
  await model.dispose();
  return { wrong, compared, placement };
}

const [folder = '', device = 'webgpu'] = process.argv.slice(2);
runOnDevice(folder, device as Device).then(
  (run) => process.stdout.write(JSON.stringify(run)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
