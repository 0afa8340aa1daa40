import { t } from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import type { WeightsChoice } from '../../../common/contracts/hub/assessment';
import type { StorageChoice } from '../../../common/contracts/weight-storage';
import { formatBytes } from '../../../common/text/format-bytes';
import { storageLabel, storageMeaning } from '../../models/storage-label';

export interface StorageItem extends QuickPickItem {
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
    automatic,
    ...storages.map((each) => ({
      ...itemOf(storageLabel(each.storage), [t('{0} of memory', formatBytes(each.memoryBytes))], each.storage),
      detail: storageMeaning(each.storage),
    })),
  ];
}
