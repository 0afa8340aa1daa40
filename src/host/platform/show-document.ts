import * as vscode from 'vscode';

/**
 * Shows a document without hiding the view that asked for it, which lies in the column `view`: in an editor that is
 * open on it, else in another column. The focus stays where it is unless `focus` is set.
 */
export async function showDocument(
  document: vscode.TextDocument,
  view: vscode.ViewColumn | undefined,
  focus = false,
): Promise<vscode.TextEditor> {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  if (visible && !focus) return visible;
  const viewColumn = visible?.viewColumn ?? columnFor(document.uri, view);
  return vscode.window.showTextDocument(document, { preserveFocus: !focus, viewColumn, preview: true });
}

function columnFor(uri: vscode.Uri, view: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const others = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== view);
  const holding = others.find(({ tabs }) => tabs.some(({ input }) => isTextOf(input, uri)));
  return holding?.viewColumn ?? others[0]?.viewColumn ?? vscode.ViewColumn.Beside;
}

function isTextOf(input: unknown, uri: vscode.Uri): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}
