import type { Device } from '../../../../src/common/contracts/model';
import type { Placement } from '../../../../src/common/contracts/placement';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel, type LoadedModel } from '../../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, readGolden } from '../../models/support/golden';

/** What a model's cases were on a device. */
export interface ModelRun {
  /** What differs from Python's values by more than the fixture's tolerance. */
  readonly wrong: readonly string[];
  readonly compared: number;
  readonly placement: Placement | null;
}

/** Runs the golden cases of a model on a device. The model stays open. */
export async function runModel(folder: string, device: Device): Promise<{ run: ModelRun; model: LoadedModel }> {
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
  return { run: { wrong, compared, placement: model.placement() }, model };
}
