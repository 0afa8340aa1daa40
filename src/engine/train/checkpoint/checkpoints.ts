import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdamW } from '../optimizer/adamw';
import { faultOf, writeManifest } from './manifest';
import { writeModelFiles, type ModelSource } from './model-folder';
import { writeTrainingState, type TrainingState } from './training-state';
import { beginWholeFolder, removeFolder, removeUnfinished, type Finish } from './whole-folder';

const pattern = /^checkpoint-(\d{1,15})$/;

/** A checkpoint of a run, by Trainer's name. */
export interface CheckpointFolder {
  readonly step: number;
  readonly path: string;
}

/** The checkpoints of a run: complete model folders with what going on needs beside. */
export class Checkpoints {
  readonly #folder: string;

  /** @param folder `checkpoints` of the run folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(step: number): string {
    return join(this.#folder, `checkpoint-${step}`);
  }

  /** Makes the folder, and cleans up behind a process that was killed. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await removeUnfinished(this.#folder);
  }

  /** The newest first. */
  async list(): Promise<CheckpointFolder[]> {
    const names = await readdir(this.#folder);
    const found = names.flatMap((name) => {
      const step = pattern.exec(name)?.[1];
      return step === undefined ? [] : [{ step: Number(step), path: join(this.#folder, name) }];
    });
    return found.sort((a, b) => b.step - a.step);
  }

  /**
   * The newest checkpoint that is as it was written; null where there is none. What is newer and broken is removed, as the
   * run will come to its step again.
   * @param note told of each that is broken
   */
  async newestWhole(note: (message: string) => void): Promise<CheckpointFolder | null> {
    for (const checkpoint of await this.list()) {
      const fault = await faultOf(checkpoint.path);
      if (fault === null) return checkpoint;
      note(`checkpoint-${checkpoint.step} is broken (${fault}) and is left out.`);
      await removeFolder(checkpoint.path);
    }
    return null;
  }

  /** Writes a checkpoint, whole or not at all; it is in its place when what is given back was done. */
  begin(state: TrainingState, source: ModelSource, optimizer: AdamW): Promise<Finish> {
    return beginWholeFolder(this.pathOf(state.step), async (folder) => {
      const model = await writeModelFiles(folder, source);
      await writeManifest(folder, state.step, { ...model, ...(await writeTrainingState(folder, state, optimizer)) });
    });
  }

  /** Keeps so many of the newest, and the best whatever its age (`save_total_limit` of Trainer). */
  async keepNewest(limit: number | undefined, best: number | null): Promise<void> {
    if (limit === undefined) return;
    const [newest, ...older] = await this.list();
    const ranked = [...older.filter(({ step }) => step === best), ...older.filter(({ step }) => step !== best)];
    const hasBest = ranked[0]?.step === best && newest?.step !== best;
    for (const { path } of ranked.slice(Math.max(limit - 1, hasBest ? 1 : 0))) await removeFolder(path);
  }
}
