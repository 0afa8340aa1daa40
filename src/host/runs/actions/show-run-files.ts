import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { runFiles } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { look } from '../../../hub/files/look';

/** Shows a run folder in the system's file manager. Where VS Code runs elsewhere than the folder lies, its path is told. */
export async function revealRunFolder(folder: string): Promise<void> {
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
    return;
  }
  const copy = t('Copy Path');
  const picked = await vscode.window.showInformationMessage(t('The run lies in {0}.', folder), copy);
  if (picked === copy) await vscode.env.clipboard.writeText(folder);
}

/** Opens a file of a run folder. @throws LensError `not-found` where it is not there yet */
export async function showRunFile(folder: string, name: typeof runFiles.run | typeof runFiles.log): Promise<void> {
  const path = join(folder, name);
  if (!(await look(path))?.isFile()) {
    throw new LensError('not-found', t('{0} is not there.', path), t('It is written once the run is started.'));
  }
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path), { preview: false });
}
