import { statSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';

/** Clocks of disks are coarser than the process's. */
const slackMs = 2_000;

/** Wishes to stop after the step: a file `stop` in the run folder, or a call. */
export class StopRequest {
  readonly #path: string;
  #asked = false;

  constructor(folder: string) {
    this.#path = join(folder, runFiles.stop);
  }

  /** Takes back what was asked of an earlier process: the file is older than this one. */
  async forgetOld(): Promise<void> {
    const found = await stat(this.#path).catch(() => null);
    if (found !== null && found.mtimeMs < performance.timeOrigin - slackMs) await this.clear();
  }

  ask(): void {
    this.#asked = true;
  }

  isAsked(): boolean {
    this.#asked ||= statSync(this.#path, { throwIfNoEntry: false }) !== undefined;
    return this.#asked;
  }

  /** The wish was met. */
  async clear(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
