import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../../common/errors/lens-error';
import type { RunSnapshot } from '../folder/read-run';

/** Asks whether a run is to be deleted. @throws LensError `usage` for one at which a process is at work */
export async function askToDelete({ name, alive }: RunSnapshot): Promise<boolean> {
  if (alive) throw new LensError('usage', t('{0} is at work.', name), t('Stop it first.'));
  const yes = t('Delete');
  const detail = t('Its checkpoints, its models and its figures go with it.');
  return (await vscode.window.showWarningMessage(t('Delete the run {0}?', name), { modal: true, detail }, yes)) === yes;
}

/** Deletes a run folder, into the bin where the system has one. @throws LensError `disk` in a plain sentence */
export async function deleteRun(folder: string): Promise<void> {
  const uri = vscode.Uri.file(folder);
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
  } catch {
    // A server has no bin.
    await deleteForGood(uri);
  }
}

async function deleteForGood(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
  } catch (cause) {
    throw new LensError('disk', t('{0} cannot be deleted.', uri.fsPath), t('Is a file of it in use?'), { cause });
  }
}
