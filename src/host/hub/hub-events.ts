import type * as vscode from 'vscode';
import type { DisposableStore } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import { onSettingsChange, readSettings } from '../platform/settings';
import { Throttle } from '../platform/throttle';
import type { Hub } from './hub';
import { isActive } from './downloads/is-active';

const pagesEveryMs = 400;

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
  listenToDownloads(hub, store);
  store.add(downloads.onDidChangeFiles((id) => hub.cacheChanged(id)));
  store.add(secrets.onDidChange(({ key }) => parts.tokens.changed(key) && accountChanged(hub)));
  listenToSettings(hub, store);
}

/** Progress is told less often to what takes longer to draw: a page is sent with its README. */
function listenToDownloads(hub: Hub, store: DisposableStore): void {
  const { downloads } = hub.parts;
  const sendPages = (): void => hub.details.send(downloads.list.map(({ id }) => id));
  const pages = store.add(new Throttle(pagesEveryMs, sendPages));
  let shown = '';
  store.add(
    downloads.onDidChange(() => {
      const { list } = downloads;
      const phases = list.map(({ key, phase }) => `${key} ${phase}`).join('\n');
      hub.showActive(list.filter(isActive).length);
      if (phases === shown) {
        pages.ask();
        hub.refreshTreeLater();
      } else {
        // One that is on the list no more is still on its page.
        hub.details.send();
        hub.refreshTree();
      }
      shown = phases;
    }),
  );
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
