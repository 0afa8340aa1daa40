import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WeightsChoice } from '../../../common/contracts/hub/assessment';
import type { StorageChoice } from '../../../common/contracts/weight-storage';
import { storageItems } from './storage-items';

/** Asks how the weights of a model are kept in memory; undefined where nothing was picked. */
export async function askForStorage(
  id: string,
  choice: WeightsChoice,
  inUse: StorageChoice,
): Promise<StorageChoice | undefined> {
  const title = t('Keep the Weights of {0} in Memory as', id);
  return (await vscode.window.showQuickPick(storageItems(choice, inUse), { title, matchOnDetail: true }))?.storage;
}
