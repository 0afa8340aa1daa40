import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WeightsChoice } from '../../../common/contracts/hub/assessment';
import type { StorageChoice } from '../../../common/contracts/weight-storage';
import { formatBytes } from '../../../common/text/format-bytes';
import { storageLabel, storageMeaning } from '../../models/storage-label';

export interface StorageItem extends vscode.QuickPickItem {
  readonly storage: StorageChoice;
}

/** The ways to keep weights in memory, with what each takes; `auto` is told by what it takes now. */
export function storageItems(choice: WeightsChoice, inUse: StorageChoice): StorageItem[] {
  const { storages = [], storage } = choice;
  const itemOf = (label: string, facts: readonly string[], which: StorageChoice): StorageItem => ({
    label,
    description: [...facts, ...(which === inUse ? [t('in use')] : [])].join(' · '),
    storage: which,
  });
  const automatic = itemOf(t('Automatic'), storage === undefined ? [] : [storageLabel(storage)], 'auto');
  return [
    { ...automatic, iconPath: new vscode.ThemeIcon('wand') },
    ...storages.map((each) => ({
      ...itemOf(storageLabel(each.storage), [t('{0} of memory', formatBytes(each.memoryBytes))], each.storage),
      detail: storageMeaning(each.storage),
    })),
  ];
}

/** Asks how the weights of a model are kept in memory; undefined where nothing was picked. */
export async function askForStorage(
  id: string,
  choice: WeightsChoice,
  inUse: StorageChoice,
): Promise<StorageChoice | undefined> {
  const title = t('Keep the Weights of {0} in Memory as', id);
  return (await vscode.window.showQuickPick(storageItems(choice, inUse), { title, matchOnDetail: true }))?.storage;
}
