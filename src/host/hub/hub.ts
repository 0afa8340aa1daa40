import * as vscode from 'vscode';
import { toErrorData } from '../../common/errors/lens-error';
import { DisposableStore } from '../platform/disposable-store';
import { Throttle } from '../platform/throttle';
import type { ModelActions } from './actions/model-actions';
import type { HubCommand } from './commands/command-names';
import { hubCommands } from './commands/hub-commands';
import type { DetailsPanels } from './details/details-panels';
import { listenToChanges } from './hub-events';
import { createHubParts, type HubParams, type HubParts } from './hub-parts';
import { askToOpen, createHubViews, type HubViews } from './hub-views';
import { readOpenLink } from './links/open-link';
import { CacheWatcher } from './tree/cache-watcher';
import type { ModelTreeItem } from './tree/model-tree-item';
import { modelTreeItems } from './tree/models-tree';
import { viewIds } from './view-ids';

/** The tree of models, which is there before the Hub is. */
export interface TreeHandle {
  refresh(): void;
  /** Shows how many downloads are at work. */
  setActive(count: number): void;
}

const treeEveryMs = 1500;

/** The Hub's part of the extension: its parts, views and pages. */
export class Hub implements vscode.Disposable {
  readonly parts: HubParts;
  readonly commands: Readonly<Record<HubCommand, (argument: unknown) => unknown>>;
  readonly #store = new DisposableStore();
  readonly #views: HubViews;
  readonly #tree: TreeHandle;
  readonly #watcher: CacheWatcher;
  readonly #treeThrottle: Throttle;

  constructor(params: HubParams, tree: TreeHandle) {
    this.#tree = tree;
    this.parts = createHubParts(params, this.#store);
    this.#views = createHubViews(params, this.parts, this.#store, (id) => this.cacheChanged(id));
    this.commands = hubCommands(this);
    this.#treeThrottle = this.#store.add(new Throttle(treeEveryMs, () => tree.refresh()));
    const { connection, log } = this.parts;
    const watched = { cache: () => connection.cache, log, onChange: () => this.cacheChanged() };
    this.#watcher = this.#store.add(new CacheWatcher(watched));
    listenToChanges(this, params.context.secrets, this.#store);
  }

  get actions(): ModelActions {
    return this.#views.actions;
  }

  get details(): DetailsPanels {
    return this.#views.details;
  }

  /** Fills a view that VS Code has made in the side bar. */
  fillView(view: vscode.WebviewView, id: 'search' | 'downloads'): void {
    if (id === 'search') this.#views.searchView.fill(view);
    else this.#views.downloadsView.fill(view);
  }

  /** Opens the side bar on the search; one for a task when it is given. */
  async focusSearch(task: string | null): Promise<void> {
    await vscode.commands.executeCommand(`${viewIds.search}.focus`);
    const { query } = this.parts.search.state;
    this.#views.searchView.focusSearch(task === null ? null : { ...query, text: '', task });
  }

  /** Opens the page of a model from a link, after asking. @throws LensError `usage` for links that name none */
  async openLink(uri: vscode.Uri, ask: (id: string) => Promise<boolean> = askToOpen): Promise<void> {
    const { id, revision } = readOpenLink(uri);
    if (await ask(id)) this.details.open(id, revision, true);
  }

  /** As {@link openLink}; what is wrong with a link is told to the person who has clicked it. */
  async openLinkOrTell(uri: vscode.Uri): Promise<void> {
    try {
      await this.openLink(uri);
    } catch (error) {
      const { message, help } = toErrorData(error);
      void vscode.window.showErrorMessage([message, help].filter(Boolean).join(' '));
      throw error;
    }
  }

  /** The lines of the tree. */
  treeItems(): Promise<ModelTreeItem[]> {
    return modelTreeItems(this.parts);
  }

  /** Watches the cache while somebody looks at the tree. */
  treeIsSeen(isSeen: boolean): void {
    this.#watcher.watch(isSeen);
  }

  refreshTree(): void {
    this.#treeThrottle.flush();
  }

  /** For what changes often. */
  refreshTreeLater(): void {
    this.#treeThrottle.ask();
  }

  /** Shows how many downloads are at work. */
  showActive(count: number): void {
    this.#tree.setActive(count);
  }

  /** The files of a model in the cache are others (of any model without an id). */
  cacheChanged(id?: string): void {
    this.parts.search.forget(id);
    this.details.refresh(id);
    this.refreshTree();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
