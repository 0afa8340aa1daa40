import { t } from '@vscode/l10n';
import * as vscode from 'vscode';

/** Puts a text on the clipboard and says so in the status bar. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('Copied.'), 3000);
}
