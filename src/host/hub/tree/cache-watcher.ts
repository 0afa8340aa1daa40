import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { inBackground, type Log } from '../../platform/log';
import { cacheFingerprint } from './cache-fingerprint';

const everyMs = 4000;
const restMs = 500;

export interface CacheWatcherParams {
  readonly cache: () => string;
  readonly log: Log;
  /** Models came, went or changed. */
  readonly onChange: () => void;
}

/**
 * Notices what Python and other windows do to the cache while somebody looks. VS Code's watcher tells of new models; a
 * recursive one would watch every folder of data sets that lie there too, so inside of models it is looked for from time
 * to time.
 */
export class CacheWatcher implements vscode.Disposable {
  readonly #params: CacheWatcherParams;
  #watching: DisposableStore | undefined;
  #fingerprint: string | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(params: CacheWatcherParams) {
    this.#params = params;
  }

  /** Watches while somebody looks. */
  watch(isSeen: boolean): void {
    if (!isSeen) this.dispose();
    else if (!this.#watching) this.#start();
  }

  dispose(): void {
    clearTimeout(this.#rest);
    this.#watching?.dispose();
    this.#watching = undefined;
  }

  #start(): void {
    const store = new DisposableStore();
    this.#watching = store;
    const folder = vscode.Uri.file(this.#params.cache());
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*')));
    for (const event of [watcher.onDidCreate, watcher.onDidDelete]) store.add(event(() => this.#soon()));
    const timer = setInterval(() => this.#look(), everyMs);
    timer.unref();
    store.add({ dispose: () => clearInterval(timer) });
    this.#look();
  }

  #soon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#look(), restMs);
  }

  #look(): void {
    inBackground(this.#params.log, 'Looking into the cache', async () => {
      const now = await cacheFingerprint(this.#params.cache());
      const before = this.#fingerprint;
      this.#fingerprint = now;
      if (before !== undefined && before !== now && this.#watching) this.#params.onChange();
    });
  }
}
