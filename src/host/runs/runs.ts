import type * as vscode from 'vscode';
import type { EnginePool } from '../engine/engine-pool';
import type { LensController } from '../lens/lens-controller';
import { typedText } from '../lens/source/read-text';
import type { Devices } from '../models/devices/devices';
import type { ModelService } from '../models/model-service';
import { DisposableStore } from '../platform/disposable-store';
import { inBackground, type Log } from '../platform/log';
import { Throttle } from '../platform/throttle';
import type { WorkingEditor } from '../platform/working-editor';
import { RunActions, type RunAction } from './actions/run-actions';
import { activeFile, chosenBy } from './commands/fine-tune-argument';
import { runCommandActions } from './commands/command-names';
import { pickRun, runFolderOf } from './commands/pick-run';
import { FormController } from './form/form-controller';
import { RunPages } from './page/run-pages';
import { RunStore } from './store/run-store';
import { RunsPlace } from './store/runs-place';
import { RunProcesses } from './task/run-processes';
import { startRun } from './task/start-run';
import { RunTaskProvider } from './task/task-provider';
import type { RunTreeHandle } from './tree/run-tree';
import { RunTreeItem } from './tree/run-tree-item';
import { createRunStatusItem } from './tree/status-item';

export interface RunsParams {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly models: ModelService;
  readonly engines: EnginePool;
  readonly devices: Devices;
  readonly editor: WorkingEditor;
  readonly lens: LensController;
  /** dist/engine.js and dist/cli.js */
  readonly enginePath: string;
  readonly cliPath: string;
  /** Shows what went wrong. */
  readonly tell: (error: unknown) => void;
}

const treeEveryMs = 1000;

/** Fine-tuning in the window: the runs, their tasks, pages and the form. */
export class Runs implements vscode.Disposable {
  readonly store: RunStore;
  readonly tasks: RunTaskProvider;
  readonly actions: RunActions;
  readonly form: FormController;
  readonly pages: RunPages;
  readonly commands: Readonly<Record<string, (argument?: unknown) => unknown>>;
  readonly #store = new DisposableStore();
  #stopWatching: (() => void) | undefined;

  constructor(params: RunsParams, tree: RunTreeHandle) {
    const { context, log, cliPath } = params;
    const { extensionUri, workspaceState } = context;
    this.store = this.#store.add(new RunStore(new RunsPlace(context.globalStorageUri), log));
    this.tasks = new RunTaskProvider(() => Promise.resolve(this.store), cliPath);
    const processes = this.#store.add(new RunProcesses(() => this.store.place.forData(null)));
    this.#store.add(
      processes.onDidEnd((folder) =>
        inBackground(log, 'Reading a run that has ended', async () => this.store.setStarting(folder, false)),
      ),
    );
    const starting = { store: this.store, tasks: this.tasks, processes };
    this.actions = new RunActions({
      ...params,
      ...starting,
      openForm: async (settings, like) => this.form.openLike(settings, like),
      openLens: () => void params.lens.readActiveEditor(),
    });
    const start = async (folder: string): Promise<void> => {
      await startRun(folder, starting);
      tree.showStarted(folder);
      await this.pages.open(folder);
    };
    const engine = { modulePath: params.enginePath, log: (line: string) => log.info(line) };
    const shared = { ...params, extensionUri, store: this.store };
    this.form = this.#store.add(new FormController({ ...shared, workspaceState, engine, startRun: start }));
    this.pages = this.#store.add(
      new RunPages({
        ...shared,
        actions: this.actions,
        reader: readerOf(params.lens),
        lastRead: () => params.lens.session.outcome?.params.read ?? null,
      }),
    );
    const throttle = this.#store.add(new Throttle(treeEveryMs, () => tree.refresh()));
    this.#store.add(
      this.store.onDidChange(() => {
        throttle.ask();
        tree.setActive(this.store.runs.filter(({ alive }) => alive).length);
      }),
    );
    this.#store.add(createRunStatusItem(this.store));
    this.commands = this.#commandTable();
  }

  /** The lines of the tree. */
  async treeItems(): Promise<RunTreeItem[]> {
    await this.store.refresh();
    return this.store.runs.map((run) => new RunTreeItem(run));
  }

  /** Looks often while somebody looks at the tree. */
  treeIsSeen(isSeen: boolean): void {
    this.#stopWatching?.();
    this.#stopWatching = isSeen ? this.store.watch(this) : undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #commandTable() {
    const actions = Object.entries(runCommandActions).map(([name, action]) => [
      name,
      async (argument?: unknown) => this.#withRun(argument, action, (folder) => this.actions.perform(action, folder)),
    ]);
    return {
      fineTune: async (argument?: unknown) => this.form.open(chosenBy(argument, activeFile())),
      openRun: async (argument?: unknown) => this.#withRun(argument, 'open', (folder) => this.pages.open(folder)),
      refreshRuns: async () => this.store.refresh(),
      ...(Object.fromEntries(actions) as Record<string, (argument?: unknown) => Promise<void>>),
    };
  }

  async #withRun(argument: unknown, action: RunAction | 'open', run: (folder: string) => Promise<void>): Promise<void> {
    await this.store.refresh();
    const folder = runFolderOf(argument) ?? (await pickRun(this.store.runs, action));
    if (folder !== undefined) await run(folder);
  }
}

function readerOf(lens: LensController) {
  return {
    readSelection: () => lens.lookAtSelection('predictions'),
    readText: (text: string) => {
      lens.open().showTab('predictions');
      lens.readTyped(typedText(text, null));
    },
  };
}
