import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readSettings } from '../../platform/settings';
import { runTaskType, trainArguments, type RunTarget } from './run-task-definition';
import { taskEnvironment } from './task-environment';

/**
 * The background task that trains a run: the command line in a process of its own, with a terminal. Only background tasks
 * are found again after a reload of the window.
 */
export function createRunTask(
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope.Workspace | vscode.TaskScope.Global,
  target: RunTarget,
  cliPath: string,
): vscode.Task {
  const name = basename(target.folder);
  const execution = new vscode.ProcessExecution(process.execPath, trainArguments(target, cliPath), {
    env: taskEnvironment(process.env, readSettings()),
  });
  const task = new vscode.Task(definition, scope, name, runTaskType, execution, []);
  task.isBackground = true;
  task.presentationOptions = {
    // The page of the run shows what goes on; half a window of text beneath it would leave no room for its curves.
    reveal: vscode.TaskRevealKind.Silent,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: false,
    showReuseMessage: false,
  };
  return task;
}
