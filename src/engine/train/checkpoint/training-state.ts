import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../../common/json/parse-json';
import type { AdamW } from '../optimizer/adamw';
import { loadInto } from './load-tensors';
import { digestFile, type Manifest } from './manifest';
import { writeHashed } from './write-tensors';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * What a run needs to go on from a checkpoint, besides weights and moments. The order of rows and every random number follow
 * from seed and step, so there is no generator's state to keep.
 */
export const trainingStateSchema = v.object({
  version: v.literal(1),
  step: count,
  /** Steps of the optimizer. */
  optimizerSteps: count,
  /** Rows that went through the model at once: as many again give the same sums. */
  rowsAtOnce: v.pipe(count, v.minValue(1)),
  /** The run was stopped before the evaluation that is due after this step. */
  evaluationDue: v.boolean(),
  best: v.object({ step: v.nullable(count), value: v.nullable(v.number()), any: v.boolean(), waited: count }),
  /** Of the training rows as the model reads them: other rows are another run. */
  dataHash: v.string(),
});
export type TrainingState = v.InferOutput<typeof trainingStateSchema>;

export const stateName = 'training_state.json';
export const optimizerName = 'optimizer.safetensors';

/** Names of the two moments as `torch.optim.AdamW` calls them. */
const average = (name: string): string => `exp_avg.${name}`;
const averageOfSquares = (name: string): string => `exp_avg_sq.${name}`;

/** Writes moments and state into a checkpoint's folder. @returns what a manifest says of them */
export async function writeTrainingState(
  folder: string,
  state: TrainingState,
  optimizer: AdamW,
): Promise<Manifest['files']> {
  const tensors = [...momentArrays(optimizer)].map(([name, data]) => ({ name, shape: [data.length], data }));
  const moments = await writeHashed(join(folder, optimizerName), tensors);
  await writeFile(join(folder, stateName), `${JSON.stringify(state, undefined, 2)}\n`);
  return { [optimizerName]: moments, [stateName]: await digestFile(join(folder, stateName)) };
}

/** @throws LensError `bad-file` */
export async function readTrainingState(folder: string): Promise<TrainingState> {
  return parseJson(await readFile(join(folder, stateName), 'utf8'), trainingStateSchema, stateName);
}

/** Fills the optimizer's moments. @throws LensError `bad-file` where the file is of other parameters */
export async function readOptimizer(folder: string, optimizer: AdamW, steps: number): Promise<void> {
  await loadInto(join(folder, optimizerName), momentArrays(optimizer));
  optimizer.resume(steps);
}

function momentArrays(optimizer: AdamW): Map<string, Float32Array> {
  return new Map(
    [...optimizer.moments].flatMap(([name, moments]): [string, Float32Array][] => [
      [average(name), moments.average],
      [averageOfSquares(name), moments.averageOfSquares],
    ]),
  );
}
