import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { targetOfTask } from './task-provider';

/** The tasks of this window that train, by run folder. After a reload they are found by their definition. */
export class RunProcesses implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #ended = this.#store.add(new vscode.EventEmitter<string>());
  readonly #pids = new Map<string, number>();

  /** The task of the run in this folder has ended, however. */
  readonly onDidEnd = this.#ended.event;

  /** @param runs where runs of run files outside of a run folder are kept */
  constructor(private readonly runs: () => string) {
    this.#store.add(
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const folder = this.#folderOf(execution);
        if (folder !== null) this.#pids.set(folder, processId);
      }),
    );
    this.#store.add(
      vscode.tasks.onDidEndTaskProcess(({ execution }) => {
        const folder = this.#folderOf(execution);
        if (folder !== null) this.#pids.delete(folder);
      }),
    );
    // Also of a task whose process could not be started.
    this.#store.add(
      vscode.tasks.onDidEndTask(({ execution }) => {
        const folder = this.#folderOf(execution);
        if (folder !== null) this.#ended.fire(folder);
      }),
    );
  }

  /** The task of a run; undefined when this window has none. */
  find(folder: string): vscode.TaskExecution | undefined {
    return vscode.tasks.taskExecutions.find((execution) => this.#folderOf(execution) === folder);
  }

  /**
   * Ends the process of a run: SIGTERM, upon which it finishes its step and writes a checkpoint. The process's number is
   * the one that VS Code has told: what a file in a workspace names as pid may be any process. False without a task here.
   */
  terminate(folder: string): boolean {
    const execution = this.find(folder);
    if (!execution) return false;
    const pid = this.#pids.get(folder);
    if (pid === undefined || process.platform === 'win32') execution.terminate();
    else signal(pid, execution);
    return true;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #folderOf({ task }: vscode.TaskExecution): string | null {
    return targetOfTask(task, this.runs())?.folder ?? null;
  }
}

function signal(pid: number, execution: vscode.TaskExecution): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // The terminal's host may run as somebody else: VS Code ends it then.
    execution.terminate();
  }
}
