import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../common/errors/lens-error';
import { exportLines, type LinesFormat } from './export-lines';
import type { LinesSession } from './lines-session';

/** Asks for a file and writes the rows to it. Gives the file, undefined when dismissed. */
export async function saveLines(
  session: LinesSession,
  document: vscode.Uri,
  format: LinesFormat,
): Promise<vscode.Uri | undefined> {
  const defaultUri = suggestedFile(document, format);
  const filters = format === 'csv' ? { CSV: ['csv'] } : { 'JSON Lines': ['jsonl'] };
  const file = await vscode.window.showSaveDialog({
    ...(defaultUri ? { defaultUri } : {}),
    filters,
    title: t('Save Lines'),
  });
  if (!file) return undefined;
  await writeLines(session, file, format);
  return file;
}

/** Writes the rows to a file. Throws a LensError in a plain sentence when the file cannot be written. */
export async function writeLines(session: LinesSession, file: vscode.Uri, format: LinesFormat): Promise<void> {
  const text = exportLines(session.rows, session.state.labels, format);
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (cause) {
    const path = vscode.workspace.asRelativePath(file);
    throw new LensError('usage', t('"{0}" cannot be written.', path), t('Choose another folder or name.'), { cause });
  }
}

function suggestedFile(document: vscode.Uri, format: LinesFormat): vscode.Uri | undefined {
  const folder =
    document.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(document, '..');
  const name = (document.path.split('/').at(-1) ?? 'lines').replace(/\.[^.]*$/, '');
  return folder && vscode.Uri.joinPath(folder, `${name}.lines.${format}`);
}
