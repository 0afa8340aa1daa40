import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { runActions } from '../../../common/contracts/training/run-view';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import type { EnginePool } from '../../engine/engine-pool';
import type { ModelService } from '../../models/model-service';
import { inBackground, type Log } from '../../platform/log';
import type { RunSnapshot } from '../folder/read-run';
import { readData, readRunFile, readSettings } from '../folder/read-results';
import { withAbsolutePaths } from '../settings/data-paths';
import type { RunStore } from '../store/run-store';
import { startRun, type StartParams } from '../task/start-run';
import { stopRun } from '../task/stop-run';
import { askToDelete, deleteRun } from './delete-run';
import { exportScript } from './export-script';
import { shellCommand } from './shell-command';
import { revealRunFolder, showRunFile } from './show-run-files';

export type RunAction = (typeof runActions)[number];

export interface RunActionsParams extends StartParams {
  readonly store: RunStore;
  readonly models: ModelService;
  readonly engines: EnginePool;
  readonly cliPath: string;
  readonly log: Log;
  /** Opens the form on these settings, whose data files are absolute. */
  readonly openForm: (settings: Readonly<Record<string, unknown>>, like: string) => Promise<void>;
  /** Opens the Lens on the model that it uses now. */
  readonly openLens: () => void;
}

/** What can be done with a run, from the tree, the palette and its page. All throw LensErrors in plain sentences. */
export class RunActions {
  constructor(private readonly params: RunActionsParams) {}

  async perform(action: RunAction, folder: string): Promise<void> {
    const actions: Record<RunAction, (run: RunSnapshot) => Promise<void>> = {
      stop: async (run) => this.stop(run),
      resume: async () => startRun(folder, this.params),
      openInLens: async (run) => this.openInLens(run),
      duplicate: async (run) => this.#duplicate(run),
      delete: async (run) => this.#delete(run),
      showLog: async () => showRunFile(folder, runFiles.log),
      openFolder: async () => revealRunFolder(folder),
      openRunFile: async () => showRunFile(folder, runFiles.run),
      exportScript: async (run) => this.#exportScript(run),
      copyShellCommand: async () => this.#copyShellCommand(folder),
    };
    await actions[action](this.#find(folder));
  }

  /** Stops a run after its step. Resolves when the wish is written. */
  async stop({ folder, name, alive }: RunSnapshot): Promise<void> {
    const { store, processes, log } = this.params;
    if (!alive) throw new LensError('usage', t('{0} is not at work.', name));
    await stopRun(folder, {
      find: (each) => store.find(each),
      terminate: (each) => processes.terminate(each),
      later: (work) => inBackground(log, 'Stopping a run', work),
    });
  }

  /** The tuned model becomes the Lens's. @throws LensError `not-found` while there is none, or as an untrusted model */
  async openInLens(run: RunSnapshot): Promise<void> {
    const { models, openLens } = this.params;
    await models.chooseFolder((await models.find(resultFolder(run))).resolved.folder);
    openLens();
  }

  async #duplicate({ folder, name }: RunSnapshot): Promise<void> {
    const settings = await readSettings(folder);
    if (!settings) throw new LensError('not-found', t('{0} has no run file.', name));
    await this.params.openForm(withAbsolutePaths(settings, folder), name);
  }

  async #delete(run: RunSnapshot): Promise<void> {
    if (!(await askToDelete(run))) return;
    await this.params.models.forgetFolder(run.folder);
    // Windows deletes no file that a process has mapped.
    await this.params.engines.release(run.folder);
    await deleteRun(run.folder);
    await this.params.store.refresh();
  }

  async #exportScript({ folder, name }: RunSnapshot): Promise<void> {
    const run = await readRunFile(folder);
    if (!run) throw new LensError('not-found', t('{0} has no run file.', name));
    const report = await readData(folder);
    const found = report && { report, complete: true };
    await exportScript({ run: { ...run, ...withAbsolutePaths(run, folder) }, name, found }, this.params.models);
  }

  async #copyShellCommand(folder: string): Promise<void> {
    const target = { runFile: join(folder, runFiles.run), folder };
    await vscode.env.clipboard.writeText(shellCommand(target, this.params.cliPath));
    vscode.window.setStatusBarMessage(t('The command was copied.'), 3000);
  }

  #find(folder: string): RunSnapshot {
    const run = this.params.store.find(folder);
    if (!run) throw new LensError('not-found', t('There is no run in {0}.', folder));
    return run;
  }
}

/** The folder of the best model of a run, else the final one. @throws LensError `not-found` while there is none */
export function resultFolder({ folder, name, result }: RunSnapshot): string {
  if (result !== null) return join(folder, result);
  throw new LensError('not-found', t('{0} has no model yet.', name), t('It is there after the first evaluation.'));
}
