import { join } from 'node:path';
import * as vscode from 'vscode';

/** Below a workspace folder. In plain sight of git, which is told to leave it alone, and of tasks that name a run. */
const inWorkspace = join('.model-lens', 'runs');

/** Where runs are kept: `.model-lens/runs` of each workspace folder on a disk, and the extension's own storage for windows without one. */
export class RunsPlace {
  constructor(private readonly globalStorage: vscode.Uri) {}

  /** All folders that may hold runs, whether or not they exist. */
  get folders(): string[] {
    return [...workspaceFolders().map((folder) => join(folder, inWorkspace)), this.#own];
  }

  /** The folder for a new run: in the workspace folder that the data lies in, else in the first one. */
  forData(dataFile: string | null): string {
    const holding = dataFile === null ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.file(dataFile));
    const folder = holding?.uri.scheme === 'file' ? holding.uri.fsPath : workspaceFolders()[0];
    return folder === undefined ? this.#own : join(folder, inWorkspace);
  }

  get #own(): string {
    return vscode.Uri.joinPath(this.globalStorage, 'runs').fsPath;
  }
}

function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
