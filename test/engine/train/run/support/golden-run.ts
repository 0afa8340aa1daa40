import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../../../../src/common/contracts/training/run-file';
import type { MetricsLine, RunState, StepLine } from '../../../../../src/common/contracts/training/run-folder';
import type { TrainingData } from '../../../../../src/engine/data/training-data';
import { openTrainableModel } from '../../../../../src/engine/train/open-trainable-model';
import type { RunOutcome, RunParts } from '../../../../../src/engine/train/run/run-parts';
import { runTraining } from '../../../../../src/engine/train/run/run-training';
import { StopRequest } from '../../../../../src/engine/train/run/stop-request';
import { goldenData, goldenSettings } from '../../golden/golden';
import { caseFolder } from '../../model/support/training-case';

export interface GoldenRun {
  readonly folder: string;
  readonly name?: string;
  /** Another model folder than that of the case. */
  readonly base?: string;
  readonly settings?: Partial<RunFile>;
  readonly resume?: boolean;
  /** Asks for a stop after this step. */
  readonly stopAfter?: number;
  readonly data?: (data: TrainingData) => TrainingData;
  readonly parts?: Partial<RunParts>;
  readonly notes?: string[];
  readonly states?: RunState[];
  readonly onStep?: (line: StepLine) => void;
}

/** Runs a reference case in a run folder: its rows are split by `sequential` into its own batches. */
export async function goldenRun(run: GoldenRun): Promise<RunOutcome> {
  const { folder, name = 'seqcls-bert', data = (each: TrainingData): TrainingData => each } = run;
  const settings = goldenSettings(name, run.settings);
  const stop = new StopRequest(folder);
  return runTraining(
    {
      settings,
      written: settings,
      folder,
      resume: run.resume ?? false,
      device: 'cpu',
      threads: 1,
      stop,
      findModel: () => Promise.resolve(run.base ?? caseFolder(name)),
    },
    {
      readDataModel: () => Promise.resolve({} as Awaited<ReturnType<RunParts['readDataModel']>>),
      readData: () => Promise.resolve(data(goldenData(name))),
      openModel: openTrainableModel,
      ...run.parts,
    },
    {
      note: (message) => run.notes?.push(message),
      state: (state) => run.states?.push(state),
      step: (line) => {
        run.onStep?.(line);
        if (line.step === run.stopAfter) stop.ask();
      },
      evaluation: () => undefined,
    },
  );
}

/** The bytes of a run's weights. */
export function weightsOf(folder: string, place = 'final'): Buffer {
  return readFileSync(join(folder, place, 'model.safetensors'));
}

export function metricsOf(folder: string): MetricsLine[] {
  const lines = readFileSync(join(folder, 'metrics.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as MetricsLine);
}

export function readRunJson(folder: string, ...path: string[]): unknown {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;
}
