import { t } from '@vscode/l10n';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { isFolder } from '../../../hub/files/look';
import { isRunName } from '../folder/run-name';
import { createRun, writeRunFile } from '../folder/write-run';
import { withRelativePaths } from '../settings/data-paths';

/** A run that is being set up. Its folder is made when it is started, or when its run file is first looked at. */
export class DraftRun {
  #written = '';
  #named = false;

  constructor(
    private readonly runs: string,
    private shownName: string,
    private isThere = false,
  ) {}

  get name(): string {
    return this.shownName;
  }

  get folder(): string {
    return join(this.runs, this.shownName);
  }

  get runFile(): string {
    return join(this.folder, runFiles.run);
  }

  /** True once the folder is there. */
  get exists(): boolean {
    return this.isThere;
  }

  /** Writes the settings into run.json, where the folder is there. @throws LensError `disk` */
  async update(settings: Readonly<Record<string, unknown>>): Promise<void> {
    if (!this.isThere) return;
    const text = JSON.stringify(settings);
    if (text === this.#written) return;
    this.#written = text;
    await writeRunFile(this.folder, withRelativePaths(settings, this.folder));
  }

  /** Makes the folder with run.json, unless it is there. @throws LensError `usage` where a run has this name, `disk` */
  async write(settings: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.isThere) {
      await this.update(settings);
      return;
    }
    await createRun(this.folder, withRelativePaths(settings, this.folder));
    this.isThere = true;
    this.#written = JSON.stringify(settings);
  }

  /** Gives the run a name that fits better, as long as nobody has given it one and its folder is not there. */
  suggest(name: string): void {
    if (!this.#named && !this.isThere && isRunName(name)) this.shownName = name;
  }

  /** Gives the run another name. @throws LensError `usage` for a name that cannot be, or is taken */
  async rename(name: string): Promise<void> {
    if (name === this.shownName) return;
    if (!isRunName(name)) {
      throw new LensError('usage', t('"{0}" is no name for a run.', name), t('Use letters, digits, dots and dashes.'));
    }
    const folder = join(this.runs, name);
    if (await isFolder(folder)) throw new LensError('usage', t('There is a run "{0}" already.', name));
    if (this.isThere) await rename(this.folder, folder);
    this.shownName = name;
    this.#named = true;
  }
}
