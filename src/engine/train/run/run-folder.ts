import { appendFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  firstRunState,
  runFiles,
  type DataReport,
  type Evaluation,
  type RunState,
  type WeightChanges,
} from '../../../common/contracts/training/run-folder';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';
import { writeAll, writeWhole } from '../../formats/write-whole';
import { Checkpoints } from '../checkpoint/checkpoints';
import { DiskQueue } from './disk-queue';
import { RunFolderLock } from './lock';
import { MetricsFile } from './metrics-file';
import { readRunState } from './read-run';
import { removeLeftovers } from './remove-leftovers';
import { StateFile } from './state-file';

const evaluationFile = /^(\d{1,15})\.json$/;

/** A run folder that this process works on. Closing it lets others have it. */
export class RunFolder {
  readonly path: string;
  readonly checkpoints: Checkpoints;
  readonly state: StateFile;
  readonly lock: RunFolderLock;
  /** What is still on its way to the disk. */
  readonly disk = new DiskQueue();

  private constructor(path: string, lock: RunFolderLock, changed: (state: RunState) => void) {
    this.path = path;
    this.lock = lock;
    this.checkpoints = new Checkpoints(join(path, runFiles.checkpoints));
    this.state = new StateFile(join(path, runFiles.state), firstRunState(Date.now()), changed);
  }

  /**
   * Takes a folder for this process, and makes it where it is not there.
   * @param resume false: it must not hold a run that was started before; a run file alone is none
   * @throws LensError `usage` where another process has it or a run is in the way
   */
  static async open(path: string, resume: boolean, changed: (state: RunState) => void): Promise<RunFolder> {
    await mkdir(path, { recursive: true });
    const lock = await RunFolderLock.take(path);
    try {
      if (!resume) await refuseEarlierRun(path);
      const folder = new RunFolder(path, lock, changed);
      await removeLeftovers(path);
      await folder.checkpoints.prepare();
      return folder;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  place(name: 'best' | 'final'): string {
    return join(this.path, runFiles[name]);
  }

  async writeSettings(settings: RunFile): Promise<void> {
    await this.#writeJson(runFiles.run, settings);
  }

  async writeData(report: DataReport): Promise<void> {
    await this.#writeJson(runFiles.data, report);
  }

  async writeChanges(changes: WeightChanges): Promise<void> {
    await this.#writeJson(runFiles.changes, changes);
  }

  async writeEvaluation(evaluation: Evaluation): Promise<void> {
    await this.#writeJson(join(runFiles.evaluations, `${evaluation.step}.json`), evaluation);
  }

  /** Opens metrics.jsonl to go on behind a step; what is there of later steps goes. */
  async metricsFrom(step: number): Promise<MetricsFile> {
    const evaluations = join(this.path, runFiles.evaluations);
    await mkdir(evaluations, { recursive: true });
    for (const name of await readdir(evaluations)) {
      const of = evaluationFile.exec(name)?.[1];
      if (of === undefined || Number(of) > step) await rm(join(evaluations, name), { recursive: true, force: true });
    }
    return MetricsFile.open(join(this.path, runFiles.metrics), step);
  }

  /** Adds a line to log.txt, with the time. */
  log(message: string): void {
    appendFileSync(join(this.path, runFiles.log), `${new Date().toISOString()} ${message}\n`);
  }

  /** Lets others have the folder, once nothing is on its way to the disk any more. Throws what failed on it. */
  async close(): Promise<void> {
    try {
      await this.disk.settle();
    } finally {
      await this.lock.release();
    }
  }

  async #writeJson(name: string, value: unknown): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
    await writeWhole(join(this.path, name), (file) => writeAll(file, bytes));
  }
}

/** A folder with a run file alone is where a run is about to begin. */
async function refuseEarlierRun(path: string): Promise<void> {
  const names = await readdir(path);
  const earlier = [runFiles.metrics, runFiles.checkpoints, runFiles.final, runFiles.best];
  const started = names.find((name) => earlier.some((each) => each === name));
  if (started === undefined && (await readRunState(path)) === null) return;
  throw new LensError(
    'usage',
    `The folder "${path}" holds a run already.`,
    'Go on with it by --resume, or choose another folder with --out.',
  );
}
