import type * as vscode from 'vscode';
import type { DisposableStore } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import { onSettingsChange, readSettings } from '../platform/settings';
import type { Hub } from './hub';
import { isActive } from './downloads/is-active';

/** Tells each part of the Hub what happens in others and in VS Code. */
export function listenToChanges(hub: Hub, secrets: vscode.SecretStorage, store: DisposableStore): void {
  const { parts, details } = hub;
  const { models, downloads, search } = parts;
  store.add(
    models.onDidChange(() => {
      search.refreshFlags();
      details.refresh();
      hub.refreshTree();
    }),
  );
  store.add(
    models.onDidChangeFavourites(() => {
      search.refreshFlags();
      details.send();
      hub.refreshTree();
    }),
  );
  let shown = '';
  store.add(
    downloads.onDidChange(() => {
      details.send();
      const { list } = downloads;
      hub.showActive(list.filter(isActive).length);
      const phases = list.map(({ key, phase }) => `${key} ${phase}`).join('\n');
      if (phases === shown) hub.refreshTreeLater();
      else hub.refreshTree();
      shown = phases;
    }),
  );
  store.add(downloads.onDidChangeFiles((id) => hub.cacheChanged(id)));
  store.add(secrets.onDidChange(({ key }) => parts.tokens.changed(key) && accountChanged(hub)));
  listenToSettings(hub, store);
}

function accountChanged({ parts: { search }, details }: Hub): void {
  search.forget();
  void search.askWhere();
  details.reload();
}

/** Another Hub, another cache, or the network or none: what was found no longer holds. */
function listenToSettings(hub: Hub, store: DisposableStore): void {
  const { search, log } = hub.parts;
  const now = (): string => {
    const { hubEndpoint, hubCache, offline } = readSettings();
    return JSON.stringify([hubEndpoint, hubCache, offline]);
  };
  let before = now();
  store.add(
    onSettingsChange(() => {
      if (now() === before) return;
      before = now();
      hub.cacheChanged();
      hub.details.reload();
      if (search.state.phase !== 'idle') inBackground(log, 'Searching anew', () => search.search(search.state.query));
    }),
  );
}
