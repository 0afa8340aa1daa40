import { join } from 'node:path';
import * as v from 'valibot';
import {
  changesSchema,
  dataReportSchema,
  evaluationSchema,
  runFiles,
  type DataReport,
  type Evaluation,
  type RunState,
  type WeightChanges,
} from '../../../common/contracts/training/run-folder';
import { runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { entriesOf } from '../../../hub/files/look';
import { readJsonFile } from './bounded-file';

/** An evaluation and the checkpoint that it is of, such as `checkpoint-228`. */
export interface EvaluationOf {
  readonly of: string;
  readonly result: Evaluation;
}

/** The data of a run; null until it was read. @throws LensError `bad-file` */
export async function readData(folder: string): Promise<DataReport | null> {
  return readJsonFile(join(folder, runFiles.data), dataReportSchema);
}

/** How far the weights moved; null until the run is over. @throws LensError `bad-file` */
export async function readChanges(folder: string): Promise<WeightChanges | null> {
  return readJsonFile(join(folder, runFiles.changes), changesSchema);
}

/** The run file with every default filled in; null where there is none. @throws LensError `bad-file` */
export async function readRunFile(folder: string): Promise<RunFile | null> {
  return readJsonFile(join(folder, runFiles.run), runFileSchema);
}

/** What is written in the run file; null where there is none. @throws LensError `bad-file` */
export async function readSettings(folder: string): Promise<Record<string, unknown> | null> {
  return readJsonFile(join(folder, runFiles.run), v.record(v.string(), v.unknown()));
}

/** The evaluation of the best checkpoint, else the last one; null without any. @throws LensError `bad-file` */
export async function readEvaluation(folder: string, state: RunState | null): Promise<EvaluationOf | null> {
  const evaluations = join(folder, runFiles.evaluations);
  const steps = (await entriesOf(evaluations))
    .flatMap(({ name }) => /^(\d{1,12})\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const best = state?.best?.step;
  const step = best !== undefined && steps.includes(best) ? best : steps.at(-1);
  if (step === undefined) return null;
  const result = await readJsonFile(join(evaluations, `${step}.json`), evaluationSchema);
  return result && { of: `checkpoint-${step}`, result };
}
