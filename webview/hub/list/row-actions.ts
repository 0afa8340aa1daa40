import { t } from '@vscode/l10n';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import type { HubStore } from '../store/hub-store';

/** What can be done with a result beside opening it: a button, and a key while the list has the focus. */
export interface RowAction {
  readonly icon: string;
  readonly label: string;
  readonly key: string;
  readonly run: () => void;
}

/** The actions of a row. A model that cannot run can only be looked at and remembered. */
export function rowActions(store: HubStore, { id, verdict, inUse, favourite }: HubRow): RowAction[] {
  const actions: RowAction[] = [];
  if (verdict?.state === 'runs') {
    actions.push({ icon: 'cloud-download', label: t('Download'), key: 'd', run: () => store.download(id) });
  }
  if (verdict?.state === 'downloaded' && !inUse) {
    actions.push({ icon: 'check', label: t('Use'), key: 'u', run: () => store.use(id) });
  }
  actions.push({
    icon: favourite ? 'star-full' : 'star-empty',
    label: favourite ? t('Remove from Favourites') : t('Add to Favourites'),
    key: 'f',
    run: () => store.setFavourite(id, !favourite),
  });
  return actions;
}

/** What the context menu's entries of the extension are chosen by, as `data-vscode-context` takes it. */
export function menuContext({ id, verdict, inUse, favourite }: HubRow): string {
  return JSON.stringify({
    webviewSection: 'hubModel',
    hubModelId: id,
    hubModelState: verdict?.state ?? 'pending',
    hubModelInUse: inUse,
    hubModelFavourite: favourite,
    preventDefaultContextMenuItems: true,
  });
}
