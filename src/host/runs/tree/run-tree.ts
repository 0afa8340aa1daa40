import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { inBackground, type Log } from '../../platform/log';
import { runViewIds } from '../view-ids';
import type { RunTreeItem } from './run-tree-item';

/** What the runs tell their tree. */
export interface RunTreeHandle {
  /** Has the lines read anew. */
  refresh(): void;
  /** So many runs are at work. */
  setActive(count: number): void;
  /** Shows the line of a run that was started, once the side bar shows Model Lens. */
  showStarted(folder: string): void;
}

/** A view of the side bar by which one knows that Model Lens is on show there. */
export type Neighbour = Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;

export interface RunTreeParams {
  readonly log: Log;
  readonly neighbour: Neighbour;
  readonly items: () => Promise<RunTreeItem[]>;
  readonly onSeen: (isSeen: boolean) => void;
}

/**
 * The tree of runs. It is folded at first, so that search has the room: it unfolds for the first run that is started, but
 * never opens the side bar or takes it from another view, and never takes the focus. A badge counts the runs at work.
 */
export class RunTree implements RunTreeHandle, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #tree: vscode.TreeView<RunTreeItem>;
  readonly #params: RunTreeParams;
  #started: string | undefined;

  constructor(params: RunTreeParams) {
    this.#params = params;
    this.#tree = this.#store.add(
      vscode.window.createTreeView<RunTreeItem>(runViewIds.runs, {
        treeDataProvider: {
          onDidChangeTreeData: this.#changed.event,
          getTreeItem: (item) => item,
          getChildren: async (item) => (item ? [] : params.items()),
          getParent: () => undefined,
        },
      }),
    );
    this.#store.add(this.#tree.onDidChangeVisibility(({ visible }) => params.onSeen(visible)));
    this.#store.add(params.neighbour.onDidChangeVisibility(() => this.#reveal()));
  }

  refresh(): void {
    this.#changed.fire();
  }

  setActive(count: number): void {
    const tooltip = count === 1 ? t('1 run at work') : t('{0} runs at work', count);
    this.#tree.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  showStarted(folder: string): void {
    this.#started = folder;
    this.#reveal();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #reveal(): void {
    const folder = this.#started;
    if (folder === undefined || !(this.#params.neighbour.visible || this.#tree.visible)) return;
    this.#started = undefined;
    inBackground(this.#params.log, 'Showing a run in the tree', async () => {
      const item = (await this.#params.items()).find(({ run }) => run.folder === folder);
      if (item) await this.#tree.reveal(item, { select: true, focus: false });
    });
  }
}
