import * as vscode from 'vscode';
import { ModelTreeItem } from '../../hub/tree/model-tree-item';
import { isRepoId } from '../../../hub/names/model-name';
import { dataFilePath } from '../form/ask';
import { isDataFile } from '../form/file-choices';

/** What a form starts with. */
export interface Chosen {
  readonly model?: string;
  readonly train_file?: string;
}

/**
 * What Fine-tune a Model was asked for: a file in the explorer or the editor's title, a line of the tree of models, or an
 * id of the Hub; nothing for the palette, where the file in the active editor is meant if it holds rows.
 */
export function chosenBy(argument: unknown, active: vscode.Uri | undefined): Chosen {
  if (argument instanceof vscode.Uri) return { train_file: dataFilePath(argument) };
  if (argument instanceof ModelTreeItem) {
    const { node } = argument;
    return 'name' in node ? { model: node.name } : {};
  }
  if (typeof argument === 'string' && isRepoId(argument)) return { model: argument };
  return active?.scheme === 'file' && isDataFile(active.fsPath) ? { train_file: active.fsPath } : {};
}

/** The file of the active editor, text or not. */
export function activeFile(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}
