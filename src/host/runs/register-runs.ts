import * as vscode from 'vscode';
import { DisposableStore, type Disposes } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import { runCommandNames } from './commands/command-names';
import { hasLiveRun } from './has-live-run';
import type { Runs, RunsParams } from './runs';
import { RunsPlace } from './store/runs-place';
import { runTaskType } from './task/run-task-definition';
import { RunTree, type Neighbour } from './tree/run-tree';
import { runViewIds } from './view-ids';

type Commands = Readonly<Record<string, (argument?: unknown) => unknown>>;

/** Runs as the rest of the extension knows them: their code is loaded once a view is shown, a command or a task asks. */
export interface RegisteredRuns extends Disposes {
  readonly commands: Commands;
  readonly get: () => Promise<Runs>;
}

/**
 * Registers the tree of runs, their tasks, and the panels that VS Code may bring back.
 * @param neighbour a view beside the tree of runs
 */
export function registerRuns(params: RunsParams, neighbour: Neighbour): RegisteredRuns {
  const store = new DisposableStore();
  let loading: Promise<Runs> | undefined;
  const load = async (): Promise<Runs> => {
    const { Runs: Loaded } = await import('./runs');
    return store.add(new Loaded(params, tree));
  };
  const get = (): Promise<Runs> => (loading ??= load());
  const onSeen = (isSeen: boolean): void => {
    inBackground(params.log, 'Watching the runs', async () => (await get()).treeIsSeen(isSeen));
  };
  const items = async () => (await get()).treeItems();
  const tree = store.add(new RunTree({ log: params.log, neighbour, items, onSeen }));
  store.add(registerTasks(get));
  store.add(registerPanel(runViewIds.run, async (panel, kept) => (await get()).pages.restore(panel, kept)));
  store.add(registerPanel(runViewIds.form, async (panel) => (await get()).form.restore(panel)));
  showLiveRuns(params, get);
  return { get, commands: commandsOf(get), dispose: () => store.dispose() };
}

function commandsOf(get: () => Promise<Runs>): Commands {
  const commands = runCommandNames.map((name) => {
    const run = async (argument?: unknown): Promise<unknown> => (await get()).commands[name]?.(argument);
    return [`modelLens.${name}`, run] as const;
  });
  return Object.fromEntries(commands);
}

function registerTasks(get: () => Promise<Runs>): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(runTaskType, {
    provideTasks: async () => (await get()).tasks.provideTasks(),
    resolveTask: async (task) => (await get()).tasks.resolveTask(task),
  });
}

function registerPanel(
  id: string,
  restore: (panel: vscode.WebviewPanel, kept: unknown) => Promise<void>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(id, { deserializeWebviewPanel: restore });
}

/** A run that goes on from before a reload is shown in the status bar. */
function showLiveRuns({ context, log }: RunsParams, get: () => Promise<Runs>): void {
  inBackground(log, 'Looking for runs at work', async () => {
    if (await hasLiveRun(new RunsPlace(context.globalStorageUri).folders)) await (await get()).store.refresh();
  });
}
