import { basename, join } from 'node:path';
import * as v from 'valibot';
import {
  lockSchema,
  runFiles,
  runStateSchema,
  type RunLock,
  type RunState,
} from '../../../common/contracts/training/run-folder';
import { toErrorData } from '../../../common/errors/lens-error';
import { look } from '../../../hub/files/look';
import { readJsonFile } from './bounded-file';
import { isAlive } from './is-alive';

/** What the list of runs needs of a run file: a file with keys of a newer version is listed all the same. */
const headSchema = v.object({
  model: v.fallback(v.string(), ''),
  task: v.fallback(v.string(), ''),
  train_file: v.fallback(v.string(), ''),
});
export type RunHead = v.InferOutput<typeof headSchema>;

/** A run folder as it was when it was read. */
export interface RunSnapshot {
  /** The folder's absolute path, by which a run is known in the window. */
  readonly folder: string;
  readonly name: string;
  readonly head: RunHead;
  /** Null for a run that was never started. */
  readonly state: RunState | null;
  readonly lock: RunLock | null;
  readonly alive: boolean;
  /** A model folder that can be opened, relative to the run folder; null while there is none. */
  readonly result: string | null;
  /** Of metrics.jsonl: it grows with every step. */
  readonly metricsBytes: number;
  /** Which file is broken and how; null where all can be read. */
  readonly problem: string | null;
}

/** Reads a run folder; null for a folder that holds no run. A broken file becomes `problem`, never an error. */
export async function readRun(folder: string, now: number): Promise<RunSnapshot | null> {
  const problems: string[] = [];
  const read = async <Schema extends v.GenericSchema>(name: string, schema: Schema) => {
    try {
      return await readJsonFile(join(folder, name), schema);
    } catch (error) {
      problems.push(toErrorData(error).message);
      return null;
    }
  };
  const [head, state, lock] = await Promise.all([
    read(runFiles.run, headSchema),
    read(runFiles.state, runStateSchema),
    read(runFiles.lock, lockSchema),
  ]);
  if (!head && !state && problems.length === 0) return null;
  return {
    folder,
    name: basename(folder),
    head: head ?? { model: '', task: '', train_file: '' },
    state,
    lock,
    alive: isAlive(lock, now),
    result: await resultOf(folder),
    metricsBytes: (await look(join(folder, runFiles.metrics)))?.size ?? 0,
    problem: problems[0] ?? null,
  };
}

/** The best model, else the final one. */
async function resultOf(folder: string): Promise<string | null> {
  for (const name of [runFiles.best, runFiles.final]) {
    if ((await look(join(folder, name, 'config.json')))?.isFile()) return name;
  }
  return null;
}
