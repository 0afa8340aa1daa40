import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { look } from '../../../hub/files/look';
import { forgetStop } from '../folder/write-run';
import type { RunStore } from '../store/run-store';
import type { RunProcesses } from './run-processes';
import type { RunTaskProvider } from './task-provider';
import { UntrustedRunError } from './untrusted-run';

export interface StartParams {
  readonly store: RunStore;
  readonly tasks: RunTaskProvider;
  readonly processes: RunProcesses;
}

/**
 * Starts the task of a run, or lets a stopped run go on from its last checkpoint.
 * @throws LensError `usage` in an untrusted workspace, and for a run at which a process is at work
 */
export async function startRun(folder: string, { store, tasks, processes }: StartParams): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new UntrustedRunError();
  await store.refresh();
  if (store.find(folder)?.alive === true || processes.find(folder)) {
    throw new LensError('usage', t('This run is at work already.'), t('Stop it first, or duplicate it.'));
  }
  if (!(await look(join(folder, runFiles.run)))?.isFile()) {
    throw new LensError('not-found', t('{0} is not there.', join(folder, runFiles.run)), t('Start a new run.'));
  }
  await forgetStop(folder);
  await store.setStarting(folder, true);
  try {
    await vscode.tasks.executeTask(tasks.taskFor(folder));
  } catch (error) {
    await store.setStarting(folder, false);
    throw error;
  }
}
