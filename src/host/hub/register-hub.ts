import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore, type Disposes } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import { hubCommandNames } from './commands/command-names';
import type { Hub, TreeHandle } from './hub';
import type { HubParams } from './hub-parts';
import type { ModelTreeItem } from './tree/model-tree-item';
import { viewIds } from './view-ids';

type Commands = Readonly<Record<string, (argument?: unknown) => unknown>>;

/** The Hub as the rest of the extension knows it: its code runs once a view is shown or a command asks for it. */
export interface RegisteredHub extends Disposes {
  readonly commands: Commands;
  readonly get: () => Promise<Hub>;
  /** The tree of models, which is on show while the side bar shows Model Lens. */
  readonly tree: vscode.TreeView<ModelTreeItem>;
}

/** Registers the views of the side bar, the pages of models and links to them. Nothing of the Hub is loaded for it. */
export function registerHub(params: HubParams): RegisteredHub {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  let loading: Promise<Hub> | undefined;
  const load = async (): Promise<Hub> => {
    const { Hub: Loaded } = await import('./hub');
    return store.add(new Loaded(params, treeHandle(tree, changed)));
  };
  const get = (): Promise<Hub> => (loading ??= load());
  const tree = store.add(createTree(changed.event, get));
  const see = (isSeen: boolean): void => {
    inBackground(params.log, 'Watching the cache', async () => (await get()).treeIsSeen(isSeen));
  };
  store.add(tree.onDidChangeVisibility(({ visible }) => see(visible)));
  for (const id of ['search', 'downloads'] as const) store.add(registerView(id, get));
  store.add(
    vscode.window.registerWebviewPanelSerializer(viewIds.details, {
      deserializeWebviewPanel: async (panel, kept: unknown) => (await get()).details.restore(panel, kept),
    }),
  );
  store.add(
    vscode.window.registerUriHandler({
      handleUri: (uri) => inBackground(params.log, 'Opening a link', async () => (await get()).openLinkOrTell(uri)),
    }),
  );
  return { get, tree, commands: commandsOf(get), dispose: () => store.dispose() };
}

function commandsOf(get: () => Promise<Hub>): Commands {
  const commands = hubCommandNames.map((name) => {
    const run = async (argument?: unknown): Promise<unknown> => (await get()).commands[name](argument);
    return [`modelLens.${name}`, run] as const;
  });
  return Object.fromEntries(commands);
}

function createTree(changes: vscode.Event<void>, get: () => Promise<Hub>): vscode.TreeView<ModelTreeItem> {
  return vscode.window.createTreeView<ModelTreeItem>(viewIds.models, {
    treeDataProvider: {
      onDidChangeTreeData: changes,
      getTreeItem: (item) => item,
      getChildren: async (item) => (item ? [] : (await get()).treeItems()),
    },
  });
}

function treeHandle(tree: vscode.TreeView<ModelTreeItem>, changed: vscode.EventEmitter<void>): TreeHandle {
  return {
    refresh: () => changed.fire(),
    setActive: (count) => {
      const tooltip = count === 1 ? t('1 download') : t('{0} downloads', count);
      tree.badge = count === 0 ? undefined : { value: count, tooltip };
    },
  };
}

function registerView(id: 'search' | 'downloads', get: () => Promise<Hub>): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(viewIds[id], {
    resolveWebviewView: async (view) => (await get()).fillView(view, id),
  });
}
