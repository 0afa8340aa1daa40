import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../common/errors/lens-error';
import { modelItems, typedItem, type ModelItem, type PickedModel } from './model-items';
import type { ModelService } from './model-service';

/**
 * Asks for a model: the sample, those that are downloaded, any folder. A person may go to the Hub instead: the search or
 * the details of a model then open. Gives the model's name, undefined when there is none to use now.
 */
export async function pickModel(models: ModelService, title: string): Promise<string | undefined> {
  const picked = await askForModel(models, title);
  switch (picked?.kind) {
    case undefined:
      return undefined;
    case 'model':
      return picked.name;
    case 'folder':
      return pickFolder();
    case 'search':
      await vscode.commands.executeCommand('modelLens.searchHub');
      return undefined;
    case 'details':
      await vscode.commands.executeCommand('modelLens.showDetails', picked.id);
      return undefined;
  }
}

/** Asks for the folder of a model. Undefined when dismissed. */
export async function pickFolder(): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: t('Open Model Folder'),
    openLabel: t('Open Model'),
  });
  return folders?.[0] && folderPath(folders[0]);
}

/** The path of a folder. Throws a LensError for one that is on no disk, as in virtual workspaces. */
export function folderPath(folder: vscode.Uri): string {
  if (folder.scheme === 'file') return folder.fsPath;
  throw new LensError(
    'unsupported',
    t('"{0}" is not on a disk.', folder.path),
    t('Models are read from disk: choose a folder there.'),
  );
}

function askForModel(models: ModelService, title: string): Promise<PickedModel | undefined> {
  const pick = vscode.window.createQuickPick<ModelItem>();
  pick.title = title;
  pick.placeholder = t('Search by name, or type the id of a model on the Hub');
  pick.matchOnDescription = true;
  pick.busy = true;
  let items: readonly ModelItem[] = [];
  const show = (): void => {
    const typed = typedItem(pick.value, items);
    pick.items = typed ? [typed, ...items] : items;
  };
  return new Promise((resolve, reject) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.picks);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    modelItems(models).then((found) => {
      items = found;
      pick.busy = false;
      show();
    }, reject);
  });
}
