import { t } from '@vscode/l10n';
import * as vscode from 'vscode';

/** Shows a folder in the system's file manager. Where VS Code runs elsewhere than the folder lies, its path is told. */
export async function revealFolder(folder: string): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (isHere) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
    return;
  }
  const copy = t('Copy Path');
  const picked = await vscode.window.showInformationMessage(t('The model lies in {0}.', folder), copy);
  if (picked === copy) await vscode.env.clipboard.writeText(folder);
}
