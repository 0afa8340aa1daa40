import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DataView } from '../../../common/contracts/training/data-view';
import type { BadRow } from '../../../common/contracts/training/run-folder';

interface RowItem extends vscode.QuickPickItem {
  readonly row: BadRow;
}

/** Lists the rows that cannot be used; the one that is picked is shown in its file. */
export async function showBadRows({ preview }: DataView): Promise<void> {
  const rows = preview?.report.badRows ?? [];
  const items = rows.map((row): RowItem => {
    const name = row.file.split(/[\\/]/).at(-1) ?? row.file;
    return { label: `${name}:${row.line}`, description: reasonWords(row.reason), detail: row.found, row };
  });
  const count = preview?.report.badRowCount ?? 0;
  const title = t('{0} rows cannot be used', count);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  if (picked) await showLine(picked.row.file, picked.row.line);
}

/** Why a row cannot be used, in words. */
export function reasonWords(reason: BadRow['reason']): string {
  const words: Record<BadRow['reason'], string> = {
    'empty-text': t('no text'),
    'empty-label': t('no label'),
    'unknown-label': t('a label that the model does not have'),
    'wrong-type': t('a value of another type'),
    'broken-encoding': t('characters that are no text'),
    'wrong-columns': t('another number of columns'),
  };
  return words[reason];
}

/** Shows a line of a file, which counts from 1. Rows of Parquet have no line in an editor: the file is told. */
export async function showLine(file: string, line: number): Promise<vscode.TextEditor | undefined> {
  if (file.toLowerCase().endsWith('.parquet')) {
    void vscode.window.showInformationMessage(t('It is row {0} of {1}.', line, file));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const range = document.lineAt(Math.max(0, Math.min(line, document.lineCount) - 1)).range;
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preserveFocus: true,
    selection: range,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
