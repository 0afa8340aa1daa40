import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { inBackground, type Log } from '../../platform/log';
import type { RunSnapshot } from '../folder/read-run';
import { RunList } from './run-list';
import { startingRun } from './starting-run';
import type { RunsPlace } from './runs-place';

/** While a process works on a run, or somebody looks. */
const busyEveryMs = 1000;
/** Another window or a shell may start one. */
const idleEveryMs = 10_000;
const restMs = 100;

/** The runs of this window, as their folders say. Everything about a run is read from its folder. */
export class RunStore implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #list = new RunList();
  readonly #viewers = new Set<object>();
  readonly #starting = new Set<string>();
  #runs: readonly RunSnapshot[] = [];
  #shown = '';
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;
  #again = false;

  readonly onDidChange = this.#changed.event;

  constructor(
    readonly place: RunsPlace,
    private readonly log: Log,
  ) {
    const watcher = this.#store.add(
      vscode.workspace.createFileSystemWatcher('**/.model-lens/runs/*/{run,state,lock}.json'),
    );
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.#store.add(event(() => this.#schedule(restMs)));
    }
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#schedule(0)));
    this.#store.add({ dispose: () => clearTimeout(this.#timer) });
  }

  get runs(): readonly RunSnapshot[] {
    return this.#runs;
  }

  /** A run by its folder; undefined for one that is not there. */
  find(folder: string): RunSnapshot | undefined {
    return this.#runs.find((run) => run.folder === folder);
  }

  /**
   * Says that a task is on its way to work on a run, or that it has ended. Until its process says in the folder that it is
   * at work, some seconds later, the run is shown as starting. Resolves when it is.
   */
  async setStarting(folder: string, starting: boolean): Promise<void> {
    if (starting) this.#starting.add(folder);
    else this.#starting.delete(folder);
    await this.refresh();
  }

  /** Looks often as long as somebody looks. Gives a function that lets go. */
  watch(viewer: object): () => void {
    this.#viewers.add(viewer);
    this.#schedule(0);
    return () => this.#viewers.delete(viewer);
  }

  /** Reads the folders now. Resolves when what they said at the time of the call is known. */
  async refresh(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      await this.#reading;
      return;
    }
    this.#reading = this.#readAll();
    try {
      await this.#reading;
    } finally {
      this.#reading = undefined;
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #readAll(): Promise<void> {
    this.#again = false;
    const runs = await this.#list.read(this.place.folders);
    this.#runs = runs.map((run) => this.#withStart(run));
    if (this.#store.disposed) return;
    if (this.#wasAskedAgain()) {
      await this.#readAll();
      return;
    }
    const shown = JSON.stringify(this.#runs.map((run) => ({ ...run, lock: null })));
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#changed.fire();
    }
    this.#schedule(this.#viewers.size > 0 || this.#runs.some(({ alive }) => alive) ? busyEveryMs : idleEveryMs);
  }

  #withStart(run: RunSnapshot): RunSnapshot {
    if (run.alive) this.#starting.delete(run.folder);
    return this.#starting.has(run.folder) ? startingRun(run) : run;
  }

  #wasAskedAgain(): boolean {
    return this.#again;
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#store.disposed) return;
    this.#timer = setTimeout(() => inBackground(this.log, 'Reading the runs', async () => this.refresh()), ms);
    this.#timer.unref();
  }
}
