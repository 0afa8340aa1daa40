import * as vscode from 'vscode';
import type { RunStore } from '../store/run-store';
import { canStart } from '../words/condition';
import { createRunTask } from './run-task';
import { runPathFor, runTaskType, targetOf, type RunTarget } from './run-task-definition';

/** Offers the runs that can be started or go on as tasks, and makes tasks of what tasks.json says. */
export class RunTaskProvider implements vscode.TaskProvider {
  constructor(
    private readonly store: () => Promise<RunStore>,
    private readonly cliPath: string,
  ) {}

  async provideTasks(): Promise<vscode.Task[]> {
    // An untrusted workspace starts no process.
    if (!vscode.workspace.isTrusted) return [];
    const store = await this.store();
    await store.refresh();
    return store.runs.filter(canStart).map(({ folder }) => this.taskFor(folder));
  }

  async resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    const { definition, scope } = task;
    const target = targetOfTask(task, (await this.store()).place.forData(null));
    if (!target || !vscode.workspace.isTrusted) return undefined;
    return createRunTask(definition, scope ?? vscode.TaskScope.Workspace, target, this.cliPath);
  }

  /** The task of a run folder. */
  taskFor(folder: string): vscode.Task {
    const holding = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder));
    const definition = { type: runTaskType, run: runPathFor(folder, holding?.uri.fsPath) };
    const target = targetOf({ ...definition, run: runPathFor(folder, undefined) }, undefined, '');
    if (!target) throw new TypeError(`${folder} is no absolute path.`);
    return createRunTask(definition, holding ?? vscode.TaskScope.Workspace, target, this.cliPath);
  }
}

/** What a task trains; null for the tasks of others. `runs`: where runs of other run files are kept. */
export function targetOfTask({ definition, scope }: vscode.Task, runs: string): RunTarget | null {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return targetOf(definition, folder?.uri.fsPath, runs);
}
