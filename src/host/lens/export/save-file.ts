import { t } from '@vscode/l10n';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LensError } from '../../../common/errors/lens-error';

const kinds: Readonly<Record<string, string>> = {
  csv: 'CSV',
  json: 'JSON',
  safetensors: 'safetensors',
  svg: 'SVG',
  png: 'PNG',
};

/**
 * Asks where to save a file of a kind that its ending tells. It begins in the workspace, else in the home folder.
 * Undefined when dismissed. Throws a LensError `usage` for a place that is on no disk.
 */
export async function askForFile(name: string, title: string): Promise<vscode.Uri | undefined> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find(({ uri }) => uri.scheme === 'file')?.uri ?? vscode.Uri.file(homedir());
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [kinds[ending] ?? ending]: [ending] },
    title,
    saveLabel: t('Save'),
  });
  if (file && file.scheme !== 'file') {
    throw new LensError('usage', t('"{0}" is not on a disk.', file.path), t('Choose a folder on this machine.'));
  }
  return file;
}

/** Writes a file. Throws a LensError `disk` in a plain sentence when that is not possible. */
export async function writeFile(file: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (cause) {
    const path = vscode.workspace.asRelativePath(file);
    throw new LensError('disk', t('"{0}" cannot be written.', path), t('Choose another folder or name.'), { cause });
  }
}

/** Says that a file was saved, with a button that opens it beside the Lens where VS Code can show it. */
export async function tellSaved(file: vscode.Uri, column: vscode.ViewColumn | undefined): Promise<void> {
  const open = t('Open');
  const name = file.path.split('/').at(-1) ?? file.path;
  const buttons = name.endsWith('.safetensors') ? [] : [open];
  const picked = await vscode.window.showInformationMessage(t('Saved {0}.', name), ...buttons);
  if (picked !== open) return;
  const beside = column === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  await vscode.commands.executeCommand('vscode.open', file, { viewColumn: beside, preview: true });
}
